package io.github.fdomaven.inspection;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.Redirects;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.packages.RepositoryMetadata;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Memoizer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks package repositories whether their metadata has changed. The requests have no credentials, and are sent once. Whatever is
 * not certain counts as a change, because a container can then give the answer. Thread-safe.
 */
public final class RepositoryProbe {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration RESPONSE = Duration.ofSeconds(20);

    /** The database of Arch's largest repository has about 9 MB. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private final HttpTransport transport;
    private final Memoizer<String, Optional<Digest>> digests = new Memoizer<>(this::request);

    /** Creates the client for repositories. */
    public RepositoryProbe(Proxies proxies) {
        this.transport = new HttpTransport(proxies, CONNECT, RESPONSE);
    }

    /**
     * {@return whether all repositories certainly have the metadata that they had when an image was built}
     *
     * @param isOfThisMachine whether containers reach the loopback addresses of this machine; otherwise they have their own
     */
    boolean isUnchanged(RepositoryMetadata metadata, boolean isOfThisMachine) {
        List<Digest> now = new ArrayList<>();
        for (String address : metadata.addresses()) {
            Optional<Digest> digest = isOfThisMachine || !PlainHttp.isLoopback(URI.create(address))
                    ? digests.apply(address)
                    : Optional.empty();
            if (digest.isEmpty()) {
                return false;
            }
            now.add(digest.get());
        }
        return RepositoryMetadata.digest(now).equals(metadata.digest());
    }

    private Optional<Digest> request(String address) {
        URI uri = URI.create(address).normalize();
        // Most repositories are signed and use plain HTTP. A redirect to another host without TLS is left to the
        // package manager.
        Redirects redirects =
                new Redirects(transport, new PlainHttp(Set.of(uri.getAuthority())), new UnreachableServers());
        try (HttpResponse response = redirects.send(HttpRequest.of("GET", uri))) {
            if (!response.isSuccess()) {
                return Optional.empty();
            }
            return RepositoryMetadata.digest(address, response.content(MAX_BYTES, "the metadata of a repository"));
        } catch (HttpException | FdoException e) {
            return Optional.empty();
        }
    }
}
