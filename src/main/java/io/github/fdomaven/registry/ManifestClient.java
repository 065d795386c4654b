package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.InvalidResponseException;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Scopes;
import java.util.Optional;
import java.util.Set;

/** The manifests of a registry: digest, get, put, delete. */
final class ManifestClient {

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    /** A proxy that demands credentials, and a registry that wants fewer requests: both would refuse GET too. */
    private static final Set<Integer> REFUSE_ANY_READ = Set.of(407, 429);

    private final RegistryClient client;

    ManifestClient(RegistryClient client) {
        this.client = client;
    }

    Optional<Digest> digest(Reference reference) {
        return client.run(reference.repository(), () -> {
            try (HttpResponse response = read("HEAD", reference)) {
                if (REFUSE_ANY_READ.contains(response.status())) {
                    response.expectSuccessOr();
                }
                Optional<Digest> digest = response.isSuccess()
                        ? digest(response).filter(found -> isUsable(found, reference))
                        : Optional.empty();
                // Some registries do not know HEAD, refuse it with any status, or send the digest with the content
                // only. Their reason is in the answer to GET.
                return digest.isPresent() ? digest : fetch(reference, ManifestClient::computed);
            }
        });
    }

    /** Whether a digest in a header needs no comparison with the content. */
    private static boolean isUsable(Digest digest, Reference reference) {
        return reference.digest().map(digest::equals).orElseGet(digest::isSha256);
    }

    Optional<Digest> contentDigest(Reference reference) {
        return client.run(reference.repository(), () -> fetch(reference, ManifestClient::computed));
    }

    Optional<Manifest> get(Reference reference) {
        return client.run(reference.repository(), () -> fetch(reference, ManifestClient::parse));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(HttpResponse response, byte[] content) throws HttpException;
    }

    private <T> Optional<T> fetch(Reference reference, Reader<T> reader) throws HttpException {
        try (HttpResponse response = read("GET", reference)) {
            if (response.expectSuccessOr(HTTP_NOT_FOUND).status() == HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            byte[] content = response.content(MAX_BYTES, "the manifest");
            T result = reader.read(response, content);
            // The digest of a header may be wrong, and is not needed here.
            verify(response, reference.digest(), content);
            return Optional.of(result);
        }
    }

    private HttpResponse read(String method, Reference reference) throws HttpException {
        HttpRequest request = request(method, reference).withHeader("Accept", MediaTypes.ACCEPT);
        return client.send(request, Scopes.pull(reference.repository()));
    }

    private HttpRequest request(String method, Reference reference) {
        return client.request(method, reference.repository(), "/manifests/" + reference.target());
    }

    /** The page of a proxy or a login page is not a manifest. */
    private static Digest computed(HttpResponse response, byte[] content) throws InvalidResponseException {
        try {
            return Manifest.digest(content);
        } catch (IllegalArgumentException e) {
            throw invalid(response, e);
        }
    }

    private static Manifest parse(HttpResponse response, byte[] content) throws InvalidResponseException {
        String mediaType =
                response.header("Content-Type").orElse("").split(";", 2)[0].strip();
        try {
            return Manifest.parse(mediaType, content);
        } catch (IllegalArgumentException e) {
            throw invalid(response, e);
        }
    }

    /** If the content is an error, its words are the problem. */
    private static InvalidResponseException invalid(HttpResponse response, IllegalArgumentException problem) {
        return response.invalid(
                response.errorMessage().isPresent() ? "the answer is not a manifest" : problem.getMessage());
    }

    private static void verify(HttpResponse response, Optional<Digest> digest, byte[] content)
            throws InvalidResponseException {
        if (digest.isPresent() && !digest.get().matches(content)) {
            throw response.invalid("the content has the digest " + Digest.sha256(content) + " and not " + digest.get());
        }
    }

    /** As in other clients, a header that is not a digest is like none. */
    private static Optional<Digest> digest(HttpResponse response) {
        try {
            return response.header("Docker-Content-Digest").map(Digest::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Puts a manifest byte for byte. */
    void put(Reference reference, Manifest manifest) {
        byte[] content = manifest.content();
        if (reference.digest().isPresent() && !reference.digest().get().matches(content)) {
            throw new IllegalArgumentException(reference + " is not the digest of " + manifest + ".");
        }
        HttpRequest request = request("PUT", reference)
                .withHeader("Content-Type", manifest.mediaType())
                .withBody(HttpRequest.Body.of(content));
        client.run(reference.repository(), () -> {
            try (HttpResponse response = client.send(request, Scopes.push(reference.repository()))) {
                response.expectSuccessOr();
                return manifest;
            }
        });
    }

    /** Deletes a manifest, and returns whether it existed. */
    boolean delete(Repository repository, Digest digest) {
        HttpRequest request = request("DELETE", repository.at(digest));
        return client.run(repository, () -> {
            try (HttpResponse response = client.send(request, Scopes.delete(repository))) {
                return response.expectSuccessOr(HTTP_NOT_FOUND).status() != HTTP_NOT_FOUND;
            }
        });
    }
}
