package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_CREATED;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Scopes;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The blobs of a registry: get, upload, copy. */
final class BlobClient {

    private final RegistryClient client;
    private final BlobUploads uploads;

    /** The hosts that do not accept a blob in parts. */
    private final Set<String> wholeOnly = ConcurrentHashMap.newKeySet();

    BlobClient(RegistryClient client) {
        this.client = client;
        this.uploads = new BlobUploads(client);
    }

    /** Fetches a small blob. */
    byte[] get(Repository repository, Descriptor blob, int maxBytes) {
        HttpRequest request = request("GET", repository, blob.digest());
        if (blob.size() > maxBytes) {
            throw new EnvironmentException(request + ": the manifest declares " + blob.size()
                    + " bytes, and the plugin reads " + maxBytes + " at most. Check the program that made the image.");
        }
        return client.run(repository, () -> {
            try (HttpResponse response = client.send(request, Scopes.pull(repository))) {
                byte[] content = response.expectSuccessOr().content((int) blob.size(), "the content");
                if (!blob.digest().matches(content)) {
                    throw response.invalid("the content does not have the digest " + blob.digest());
                }
                return content;
            }
        });
    }

    /** Uploads a blob, unless the repository has it. */
    void put(Repository repository, Digest digest, byte[] content) {
        put(repository, digest, HttpRequest.Body.of(content));
    }

    /** Uploads a blob, unless the repository has it. */
    void put(Repository repository, Digest digest, HttpRequest.Body content) {
        client.runTransfer(() -> {
            if (!exists(repository, digest)) {
                uploads.upload(repository, digest, content);
            }
            return digest;
        });
    }

    /** Uploads a blob while it is written. */
    Descriptor put(Repository repository, String mediaType, Registry.BlobContent content) {
        try (BlobStream stream = new BlobStream(client, uploads, this, repository, wholeOnly)) {
            content.writeTo(stream);
            return stream.finish(mediaType);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not write a temporary file for an upload to " + repository + ": " + FileProblem.of(e)
                            + ". Check the directory for temporary files.",
                    e);
        }
    }

    /** What happened to a copied blob. */
    private enum Outcome {
        PRESENT,
        MOUNTED,
        UPLOADED
    }

    /** Copies a blob between two repositories of the same registry or of two registries. */
    void copy(Repository source, Repository target, Descriptor blob, Registry.CopyListener listener) {
        copy(source, target, blob, listener, body(source, blob, listener));
    }

    /** Copies a blob, and returns whether the source gave it. */
    boolean copyIfAvailable(Repository source, Repository target, Descriptor blob, Registry.CopyListener listener) {
        CopiedBlob body = body(source, blob, listener);
        try {
            copy(source, target, blob, listener, body);
            return true;
        } catch (FdoException e) {
            if (body.isUnavailable() && !Thread.currentThread().isInterrupted()) {
                return false;
            }
            throw e;
        }
    }

    private CopiedBlob body(Repository source, Descriptor blob, Registry.CopyListener listener) {
        return new CopiedBlob(client, request("GET", source, blob.digest()), source, blob, listener);
    }

    private void copy(
            Repository source,
            Repository target,
            Descriptor blob,
            Registry.CopyListener listener,
            HttpRequest.Body body) {
        // A registry can store a blob although its answer does not arrive.
        AtomicBoolean isRepeated = new AtomicBoolean();
        Outcome outcome = source.equals(target)
                ? Outcome.PRESENT
                : client.runTransfer(() -> isRepeated.getAndSet(true) && exists(target, blob.digest())
                        ? Outcome.PRESENT
                        : transfer(source, target, blob.digest(), body));
        switch (outcome) {
            case PRESENT -> listener.present(blob);
            case MOUNTED -> listener.mounted(blob);
            case UPLOADED -> listener.uploaded(blob);
        }
    }

    /** One attempt, from its beginning. */
    private Outcome transfer(Repository source, Repository target, Digest digest, HttpRequest.Body body)
            throws HttpException {
        if (source.host().equals(target.host())) {
            Optional<BlobUploads.Session> session = Optional.empty();
            try (HttpResponse response = mount(source, target, digest)) {
                if (response.status() == HTTP_CREATED) {
                    return Outcome.MOUNTED;
                }
                session = uploads.session(response);
            } catch (HttpException e) {
                // The token service gives no token for both repositories, or there is no usable answer.
            }
            // A registry that does not mount starts an upload instead, or refuses with any status.
            if (session.isPresent()) {
                uploads.upload(target, session.get(), digest, body);
                return Outcome.UPLOADED;
            }
        }
        if (exists(target, digest)) {
            return Outcome.PRESENT;
        }
        uploads.upload(target, digest, body);
        return Outcome.UPLOADED;
    }

    private HttpResponse mount(Repository source, Repository target, Digest digest) throws HttpException {
        HttpRequest start = uploads.start(target);
        HttpRequest mount = start.withUri(
                Uris.withParameter(Uris.withParameter(start.uri(), "mount", digest.toString()), "from", source.path()));
        return client.send(mount, Scopes.push(target).and(Scopes.pull(source)));
    }

    /** Whether a blob exists. */
    boolean exists(Repository repository, Digest digest) throws HttpException {
        return uploads.exists(repository, digest);
    }

    private HttpRequest request(String method, Repository repository, Digest digest) {
        return client.request(method, repository, "/blobs/" + digest);
    }
}
