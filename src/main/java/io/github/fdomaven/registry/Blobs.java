package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import java.net.URI;

/** The blobs of registries. */
final class Blobs {

    private final Client client;
    private final Endpoints endpoints;
    private final Retries retries;

    Blobs(Client client, Endpoints endpoints, Retries retries) {
        this.client = client;
        this.endpoints = endpoints;
        this.retries = retries;
    }

    /** Fetches a small blob. */
    byte[] get(Repository repository, Descriptor blob, int longest) {
        Request request = read("GET", repository, blob);
        if (blob.size() > longest) {
            throw new EnvironmentException(request + ": the manifest says that it has " + blob.size()
                    + " bytes, and more than " + longest + " are not read. Check what made that image.");
        }
        return retries.run(() -> {
            try (Answer answer = client.send(request)) {
                byte[] content = answer.expect(Answer.OK).content((int) blob.size(), "the content");
                if (!blob.digest().matches(content)) {
                    throw answer.nonsense("the content has not the digest " + blob.digest());
                }
                return content;
            }
        });
    }

    /** Copies a blob between two repositories, which may be at one registry or at two. */
    void copy(Repository source, Repository target, Descriptor blob, CopyListener listener) {
        if (source.equals(target) || !isOneRegistry(source, target) && exists(target, blob)) {
            listener.present(blob);
        } else if (retries.runTransfer(() -> mountOrUpload(source, target, blob, listener))) {
            listener.mounted(blob);
        } else {
            listener.uploaded(blob);
        }
    }

    private boolean exists(Repository repository, Descriptor blob) {
        return retries.run(() -> {
            try (Answer answer = client.send(read("HEAD", repository, blob))) {
                return answer.expect(Answer.OK, Answer.NOT_FOUND).status() == Answer.OK;
            }
        });
    }

    /**
     * What is tried again as a whole: an upload that breaks off begins anew.
     *
     * @return whether it was mounted
     */
    private boolean mountOrUpload(Repository source, Repository target, Descriptor blob, CopyListener listener)
            throws RequestException {
        boolean mounting = isOneRegistry(source, target);
        Scopes scopes = mounting ? Scopes.push(target).and(Scopes.pull(source)) : Scopes.push(target);
        URI uploads = endpoints.uploads(target);
        if (mounting) {
            uploads = Uris.with(Uris.with(uploads, "mount", blob.digest().toString()), "from", source.path());
        }
        Request start = Request.of(target.host(), scopes, "POST", uploads).with(Body.of(new byte[0]));
        URI place;
        try (Answer answer = client.send(start)) {
            // A registry that will not mount begins an upload instead.
            answer.expect(mounting ? new Integer[] {Answer.CREATED, Answer.ACCEPTED} : new Integer[] {Answer.ACCEPTED});
            if (answer.status() == Answer.CREATED) {
                return true;
            }
            place = endpoints.next(answer);
        }
        Request upload = Request.of(
                        target.host(),
                        scopes,
                        "PUT",
                        Uris.with(place, "digest", blob.digest().toString()))
                .with("Content-Type", "application/octet-stream")
                .with(new BlobBody(client, read("GET", source, blob), blob, listener));
        try (Answer answer = client.send(upload)) {
            answer.expect(Answer.CREATED);
        }
        return false;
    }

    private Request read(String method, Repository repository, Descriptor blob) {
        return Request.of(
                repository.host(), Scopes.pull(repository), method, endpoints.blob(repository, blob.digest()));
    }

    private static boolean isOneRegistry(Repository source, Repository target) {
        return source.host().equals(target.host());
    }
}
