package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import java.net.URI;
import java.util.Set;

/** The addresses at which registries are asked. */
final class Endpoints {

    /** Docker Hub's registry has another name than its references. */
    private static final String DOCKER_HUB_REGISTRY = "registry-1.docker.io";

    private static final Set<String> SCHEMES = Set.of(PlainHttp.SCHEME, "https");

    private final PlainHttp plainHttp;

    Endpoints(PlainHttp plainHttp) {
        this.plainHttp = plainHttp;
    }

    /** Where a registry is. */
    URI base(String host) {
        String name = host.equals(Repository.DOCKER_HUB) ? DOCKER_HUB_REGISTRY : host;
        return URI.create((plainHttp.allows(host) ? PlainHttp.SCHEME : "https") + "://" + name);
    }

    URI manifest(Reference reference) {
        return below(reference.repository(), "/manifests/" + reference.target());
    }

    URI blob(Repository repository, Digest digest) {
        return below(repository, "/blobs/" + digest);
    }

    /** As many at once as every registry allows. */
    URI tags(Repository repository) {
        return Uris.with(below(repository, "/tags/list"), "n", "100");
    }

    URI uploads(Repository repository) {
        return below(repository, "/blobs/uploads/");
    }

    private URI below(Repository repository, String path) {
        return base(repository.host()).resolve("/v2/" + repository.path() + path);
    }

    /** Where an answer sends us on to. */
    URI next(Answer answer) {
        return next(answer, answer.header("Location").orElse(""));
    }

    /** Where an answer sends us on to, by some word of it. */
    URI next(Answer answer, String location) {
        URI next = resolve(answer, location);
        if (next == null || next.getHost() == null || !SCHEMES.contains(next.getScheme())) {
            throw answer.nonsense("it leads to '" + firstPart(location) + "', which is not an address on the web");
        }
        if (!plainHttp.allows(answer.request().uri(), next)) {
            throw new EnvironmentException(answer + ": it leads to " + Uris.origin(next)
                    + ", which is plain HTTP and was not followed. Let the registry give out addresses with https, or list "
                    + Uris.authority(next)
                    + " in insecureRegistries (-Dfdo.insecure.registries) if the registry itself is"
                    + " plain HTTP.");
        }
        return next;
    }

    private static URI resolve(Answer answer, String location) {
        try {
            return location.isEmpty() ? null : answer.request().uri().resolve(location);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The query may hold a signature. */
    private static String firstPart(String location) {
        int query = location.indexOf('?');
        return query < 0 ? location : location.substring(0, query);
    }
}
