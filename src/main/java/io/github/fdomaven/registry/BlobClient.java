package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_ACCEPTED;
import static java.net.HttpURLConnection.HTTP_CREATED;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Scopes;
import io.github.fdomaven.support.EnvironmentException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;

/** The blobs of a registry: get, upload, copy. */
final class BlobClient {

    private final RegistryClient client;

    BlobClient(RegistryClient client) {
        this.client = client;
    }

    /** Fetches a small blob. */
    byte[] get(Repository repository, Descriptor blob, int maxBytes) {
        HttpRequest request = request("GET", repository, blob.digest());
        if (blob.size() > maxBytes) {
            throw new EnvironmentException(request + ": the manifest declares " + blob.size()
                    + " bytes, and the plugin reads " + maxBytes + " at most. Check the program that made the image.");
        }
        return client.run(() -> {
            try (HttpResponse response = client.send(request, Scopes.pull(repository))) {
                byte[] content = response.expect(HTTP_OK).content((int) blob.size(), "the content");
                if (!blob.digest().matches(content)) {
                    throw response.invalid("the content does not have the digest " + blob.digest());
                }
                return content;
            }
        });
    }

    /** Uploads a blob, unless the repository has it. */
    void put(Repository repository, Digest digest, byte[] content) {
        if (!exists(repository, digest)) {
            Scopes scopes = Scopes.push(repository);
            client.runTransfer(() -> {
                URI address;
                try (HttpResponse response = client.send(startUpload(repository), scopes)) {
                    address = uploadAddress(response.expect(HTTP_ACCEPTED));
                }
                upload(repository, scopes, address, digest, HttpRequest.Body.of(content));
                return digest;
            });
        }
    }

    /** Copies a blob between two repositories of the same registry or of two registries. */
    void copy(Repository source, Repository target, Descriptor blob, Registry.CopyListener listener) {
        if (source.equals(target) || !isSameRegistry(source, target) && exists(target, blob.digest())) {
            listener.present(blob);
        } else if (client.runTransfer(() -> mountOrUpload(source, target, blob, listener))) {
            listener.mounted(blob);
        } else {
            listener.uploaded(blob);
        }
    }

    private boolean exists(Repository repository, Digest digest) {
        return client.run(() -> {
            HttpRequest request = request("HEAD", repository, digest);
            try (HttpResponse response = client.send(request, Scopes.pull(repository))) {
                return response.expect(HTTP_OK, HTTP_NOT_FOUND).status() == HTTP_OK;
            }
        });
    }

    /** One attempt, from the beginning of the upload. Returns whether the registry mounted the blob instead. */
    private boolean mountOrUpload(Repository source, Repository target, Descriptor blob, Registry.CopyListener listener)
            throws HttpException {
        boolean mount = isSameRegistry(source, target);
        Scopes scopes = mount ? Scopes.push(target).and(Scopes.pull(source)) : Scopes.push(target);
        HttpRequest start = startUpload(target);
        if (mount) {
            URI uri = Uris.withParameter(start.uri(), "mount", blob.digest().toString());
            start = start.withUri(Uris.withParameter(uri, "from", source.path()));
        }
        URI address;
        try (HttpResponse response = client.send(start, scopes)) {
            if (mount && response.status() == HTTP_CREATED) {
                return true;
            }
            // A registry that does not mount starts an upload instead.
            address = uploadAddress(response.expect(HTTP_ACCEPTED));
        }
        upload(target, scopes, address, blob.digest(), new CopiedBlob(source, blob, listener));
        return false;
    }

    private HttpRequest startUpload(Repository repository) {
        return client.request("POST", repository, "/blobs/uploads/").withBody(HttpRequest.Body.of(new byte[0]));
    }

    private URI uploadAddress(HttpResponse response) throws HttpException {
        return client.resolve(response, response.header("Location").orElse(""));
    }

    private void upload(Repository repository, Scopes scopes, URI address, Digest digest, HttpRequest.Body body)
            throws HttpException {
        HttpRequest request = HttpRequest.of("PUT", Uris.withParameter(address, "digest", digest.toString()))
                .withServer(repository.host())
                .withHeader("Content-Type", "application/octet-stream")
                .withBody(body);
        try (HttpResponse response = client.send(request, scopes)) {
            response.expect(HTTP_CREATED);
        }
    }

    private HttpRequest request(String method, Repository repository, Digest digest) {
        return client.request(method, repository, "/blobs/" + digest);
    }

    private static boolean isSameRegistry(Repository source, Repository target) {
        return source.host().equals(target.host());
    }

    /** A blob that is streamed from one repository to another, without loading it into memory. */
    private final class CopiedBlob implements HttpRequest.Body {

        private static final int PORTION = 64 * 1024;

        private final Repository source;
        private final Descriptor blob;
        private final Registry.CopyListener listener;
        private final HttpRequest request;

        CopiedBlob(Repository source, Descriptor blob, Registry.CopyListener listener) {
            this.source = source;
            this.blob = blob;
            this.listener = listener;
            this.request = request("GET", source, blob.digest());
        }

        @Override
        public long length() {
            return blob.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (HttpResponse response = client.send(request, Scopes.pull(source))) {
                InputStream in = response.expect(HTTP_OK).stream();
                byte[] portion = new byte[PORTION];
                long sent = 0;
                for (int read = read(in, portion); read >= 0; read = read(in, portion)) {
                    if (sent + read > blob.size()) {
                        throw response.invalid(
                                "the content has more than the " + blob.size() + " bytes of the manifest");
                    }
                    out.write(portion, 0, read);
                    sent += read;
                    listener.sending(blob, sent);
                }
                if (sent < blob.size()) {
                    throw ConnectionException.whileReading(
                            request, new EOFException("it ended after " + sent + " of " + blob.size() + " bytes"));
                }
            }
        }

        /** A failure of the source is not reported as a failure of the target. */
        private int read(InputStream in, byte[] portion) throws ConnectionException {
            try {
                return in.read(portion);
            } catch (IOException e) {
                throw ConnectionException.whileReading(request, e);
            }
        }
    }
}
