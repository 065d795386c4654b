package io.github.fdomaven.http;

import java.net.URI;
import java.util.Set;

/**
 * Sends requests and follows the redirects of GET and HEAD. Credentials are not sent to another server. Redirects from TLS to
 * plain HTTP are refused, unless they lead to this machine.
 */
public final class Redirects {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** A redirected write would write to another server. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final HttpTransport transport;
    private final PlainHttp plainHttp;

    /** Creates the redirects, for the hosts that may be reached without TLS. */
    public Redirects(HttpTransport transport, PlainHttp plainHttp) {
        this.transport = transport;
        this.plainHttp = plainHttp;
    }

    /** {@return the response after all redirects} */
    public HttpResponse send(HttpRequest request) throws HttpException {
        HttpResponse response = transport.send(request);
        for (int hops = 0; isRedirect(response); hops++) {
            response.close();
            if (hops == MAX_REDIRECTS) {
                throw response.invalid("there are more than " + MAX_REDIRECTS + " redirects");
            }
            URI next = resolve(response, response.header("Location").orElse(""));
            response = transport.send(response.request().redirectedTo(next));
        }
        return response;
    }

    private static boolean isRedirect(HttpResponse response) {
        return STATUSES.contains(response.status())
                && METHODS.contains(response.request().method());
    }

    /**
     * {@return an address in a response, which can be relative, if it is valid and does not lead from TLS to plain
     * HTTP}
     */
    public URI resolve(HttpResponse response, String location) throws InvalidResponseException {
        URI next = toUri(response, location);
        if (next == null || !Uris.isHttp(next)) {
            throw response.invalid("it leads to '" + location.split("\\?", 2)[0] + "', which is not an http address");
        }
        if (!plainHttp.allows(response.request().uri(), next)) {
            throw response.invalid(
                    "it leads to " + Uris.origin(next) + ", which is plain HTTP and was not followed",
                    "Configure the registry to send https addresses. If the registry itself uses plain HTTP, add "
                            + Uris.authority(next) + " to insecureRegistries (-Dfdo.insecure.registries).");
        }
        return next;
    }

    private static URI toUri(HttpResponse response, String location) {
        try {
            return location.isEmpty() ? null : response.request().uri().resolve(location);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
