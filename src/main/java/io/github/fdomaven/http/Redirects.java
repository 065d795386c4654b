package io.github.fdomaven.http;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests and follows redirects. Credentials are not sent to another server. Redirects from TLS to plain HTTP are refused,
 * unless both addresses are on this machine.
 */
public final class Redirects {

    /** As many as other clients follow. */
    private static final int MAX_REDIRECTS = 10;

    /** The statuses after which a read is sent to the new address, and those after which any request is. */
    private static final Set<Integer> OF_READS = Set.of(301, 302, 303, 307, 308);

    private static final Set<Integer> OF_ALL = Set.of(307, 308);

    /** After these, a request that is not a read is sent again only if the path stays the same: clients may change its method. */
    private static final Set<Integer> OF_SERVERS = Set.of(301, 302);

    private final HttpTransport transport;
    private final PlainHttp plainHttp;
    private final UnreachableServers unreachable;

    /** Creates the redirects, for the hosts that may be reached without TLS. */
    public Redirects(HttpTransport transport, PlainHttp plainHttp, UnreachableServers unreachable) {
        this.transport = transport;
        this.plainHttp = plainHttp;
        this.unreachable = unreachable;
    }

    /**
     * {@return the response after all redirects}
     *
     * @throws io.github.fdomaven.support.EnvironmentException if an earlier request could not reach the server
     */
    public HttpResponse send(HttpRequest request) throws HttpException {
        HttpResponse response = sendOnce(request);
        for (int hops = 0; isRedirect(response); hops++) {
            response.close();
            if (hops == MAX_REDIRECTS) {
                throw response.invalid("there are more than " + MAX_REDIRECTS + " redirects");
            }
            URI next = resolve(response, response.header("Location").orElse(""));
            response = sendOnce(response.request().redirectedTo(next));
        }
        return response;
    }

    private HttpResponse sendOnce(HttpRequest request) throws HttpException {
        unreachable.check(request);
        return transport.send(request);
    }

    /** A redirect without an address is the answer. A form has credentials, for its own address only. */
    private static boolean isRedirect(HttpResponse response) {
        Optional<String> location = response.header("Location");
        boolean isRead = UnreachableServers.READS.contains(response.request().method());
        return location.isPresent()
                && !response.request().hasForm()
                && (OF_ALL.contains(response.status())
                        || isRead && OF_READS.contains(response.status())
                        || OF_SERVERS.contains(response.status()) && hasSamePath(response, location.get()));
    }

    private static boolean hasSamePath(HttpResponse response, String location) {
        URI uri = response.request().uri();
        return Uris.resolve(uri, location)
                .filter(next -> next.getRawPath().equals(uri.getRawPath()))
                .isPresent();
    }

    /**
     * {@return an address in a response, which can be relative, if it is valid and does not lead from TLS to plain
     * HTTP}
     */
    public URI resolve(HttpResponse response, String location) throws InvalidResponseException {
        URI next = Uris.resolve(response.request().uri(), location)
                .orElseThrow(() -> response.invalid(
                        "it leads to '" + location.split("\\?", 2)[0] + "', which is not an http address"));
        if (!plainHttp.allows(response.request().uri(), next)) {
            throw response.invalid(
                    "it leads to " + Uris.origin(next) + ", which is plain HTTP and was not followed",
                    "Configure the registry to send https addresses. If the registry itself uses plain HTTP, add "
                            + Uris.authority(next) + " to insecureRegistries (-Dfdo.insecure.registries).");
        }
        return next;
    }
}
