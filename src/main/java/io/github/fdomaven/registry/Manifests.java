package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.Optional;

/** The manifests of registries. */
final class Manifests {

    private static final int LONGEST = 4 * 1024 * 1024;
    private static final String DIGEST_HEADER = "Docker-Content-Digest";

    private final Client client;
    private final Endpoints endpoints;
    private final Retries retries;

    Manifests(Client client, Endpoints endpoints, Retries retries) {
        this.client = client;
        this.endpoints = endpoints;
        this.retries = retries;
    }

    Optional<Digest> digest(Reference reference) {
        return retries.run(() -> {
            try (Answer answer = client.send(read("HEAD", reference))) {
                int status = answer.expect(Answer.OK, Answer.NOT_FOUND, Answer.NOT_ALLOWED)
                        .status();
                if (status == Answer.NOT_FOUND) {
                    return Optional.empty();
                }
                Optional<Digest> digest = status == Answer.OK ? digest(answer) : Optional.empty();
                digest.ifPresent(found -> reference
                        .digest()
                        .filter(asked -> !asked.equals(found))
                        .ifPresent(asked -> {
                            throw answer.nonsense("it has the digest " + found);
                        }));
                // Not every registry says it without the content.
                return digest.isPresent() ? digest : fetch(reference).map(Manifest::digest);
            }
        });
    }

    Optional<Manifest> get(Reference reference) {
        return retries.run(() -> fetch(reference));
    }

    private Optional<Manifest> fetch(Reference reference) throws RequestException {
        try (Answer answer = client.send(read("GET", reference))) {
            if (answer.expect(Answer.OK, Answer.NOT_FOUND).status() == Answer.NOT_FOUND) {
                return Optional.empty();
            }
            byte[] content = answer.content(LONGEST, "the manifest");
            Manifest manifest = parse(answer, content);
            reference.digest().ifPresent(asked -> verify(answer, asked, content));
            digest(answer).ifPresent(said -> verify(answer, said, content));
            return Optional.of(manifest);
        }
    }

    private static Manifest parse(Answer answer, byte[] content) {
        String mediaType =
                answer.header("Content-Type").orElse("").split(";", 2)[0].strip();
        try {
            return Manifest.parse(mediaType, content);
        } catch (IllegalArgumentException e) {
            throw answer.nonsense(Sentences.open(e));
        }
    }

    private static void verify(Answer answer, Digest digest, byte[] content) {
        if (!digest.matches(content)) {
            throw answer.nonsense("the content has the digest " + Digest.sha256(content) + " and not " + digest);
        }
    }

    private static Optional<Digest> digest(Answer answer) {
        try {
            return answer.header(DIGEST_HEADER).map(Digest::parse);
        } catch (IllegalArgumentException e) {
            throw answer.nonsense(Sentences.open(e));
        }
    }

    private Request read(String method, Reference reference) {
        return Request.of(
                        reference.repository().host(),
                        Scopes.pull(reference.repository()),
                        method,
                        endpoints.manifest(reference))
                .with("Accept", MediaTypes.ACCEPT);
    }

    /** Deletes a manifest, or says that it is not there. */
    boolean delete(Repository repository, Digest digest) {
        Request request = Request.of(
                repository.host(), Scopes.delete(repository), "DELETE", endpoints.manifest(repository.at(digest)));
        return retries.run(() -> {
            try (Answer answer = client.send(request)) {
                return answer.expect(Answer.ACCEPTED, Answer.OK, Answer.NO_CONTENT, Answer.NOT_FOUND)
                                .status()
                        != Answer.NOT_FOUND;
            }
        });
    }

    /** Puts a manifest, to the byte. */
    void put(Reference reference, Manifest manifest) {
        byte[] content = manifest.content();
        Request request = Request.of(
                        reference.repository().host(),
                        Scopes.push(reference.repository()),
                        "PUT",
                        endpoints.manifest(reference))
                .with("Content-Type", manifest.mediaType())
                .with(Body.of(content));
        retries.run(() -> {
            try (Answer answer = client.send(request)) {
                answer.expect(Answer.CREATED);
                digest(answer).ifPresent(said -> verify(answer, said, content));
                return manifest;
            }
        });
    }
}
