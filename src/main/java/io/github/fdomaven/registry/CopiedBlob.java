package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_OK;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Scopes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A blob that is streamed from one repository to another, without loading it into memory. A download that breaks off continues
 * where it ended, in the same upload.
 */
final class CopiedBlob implements HttpRequest.Body {

    private static final int PORTION = 64 * 1024;

    /** After so many bytes, a download that breaks off has as many attempts as a new one. */
    private static final int PROGRESS = 1024 * 1024;

    private final RegistryClient client;
    private final HttpRequest request;
    private final Repository source;
    private final Descriptor blob;
    private final Registry.CopyListener listener;

    /** Whether to ask for the missing bytes only. Not every server answers with them. */
    private boolean asksForRest = true;

    private volatile boolean isUnavailable;

    /**
     * Creates the body of an upload.
     *
     * @param request the request for the blob
     * @param source the repository that has the blob
     */
    CopiedBlob(
            RegistryClient client,
            HttpRequest request,
            Repository source,
            Descriptor blob,
            Registry.CopyListener listener) {
        this.client = client;
        this.request = request;
        this.source = source;
        this.blob = blob;
        this.listener = listener;
    }

    @Override
    public long length() {
        return blob.size();
    }

    /** Whether the source failed to give the blob when it was last sent. */
    boolean isUnavailable() {
        return isUnavailable;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        isUnavailable = false;
        Download download = new Download(out);
        try {
            do {
                client.runPart(download::run);
            } while (download.sent < blob.size());
        } catch (HttpException e) {
            isUnavailable = true;
            throw e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One download, which can consist of several answers. */
    private final class Download {

        private final OutputStream out;
        private final MessageDigest hash = blob.digest().newHash();
        private final byte[] portion = new byte[PORTION];
        private long sent;
        private boolean isContinued;

        Download(OutputStream out) {
            this.out = out;
        }

        /** Sends one answer, as far as it comes. */
        Long run() throws HttpException {
            long before = sent;
            boolean isRest = sent > 0 && asksForRest;
            HttpRequest wanted = isRest ? request.withHeader("Range", "bytes=" + sent + "-") : request;
            isContinued = sent > 0;
            try (HttpResponse response = client.send(wanted, Scopes.pull(source))) {
                Optional<InputStream> rest = isRest ? response.part(sent, blob.size()) : Optional.empty();
                if (rest.isPresent()) {
                    send(response, rest.get());
                    asksForRest = sent == blob.size() || sent - before >= PROGRESS;
                } else if (isRest && isUnusable(response)) {
                    asksForRest = false;
                } else {
                    send(response, whole(response));
                    requireAll(response);
                }
            } catch (ConnectionException e) {
                if (sent - before < PROGRESS) {
                    throw e;
                }
            }
            return sent;
        }

        /** Whether the server refuses to send the rest, or sends another part. */
        private boolean isUnusable(HttpResponse response) throws StatusException {
            try {
                return response.expectSuccessOr().status() != HTTP_OK;
            } catch (StatusException e) {
                if (e.isRetryable()) {
                    throw e;
                }
                return true;
            }
        }

        /** Returns the content without the bytes that were sent before. */
        private InputStream whole(HttpResponse response) throws HttpException {
            InputStream in = response.expectSuccessOr().stream(blob.size());
            for (long skipped = 0; skipped < sent; ) {
                int read = read(in, (int) Math.min(portion.length, sent - skipped));
                if (read < 0) {
                    throw tooShort(response, skipped);
                }
                skipped += read;
            }
            return in;
        }

        private void send(HttpResponse response, InputStream in) throws HttpException {
            for (int read = read(in, portion.length); read >= 0; read = read(in, portion.length)) {
                if (sent + read > blob.size()) {
                    throw response.invalid("the content has more than the " + blob.size() + " bytes of the manifest");
                }
                hash.update(portion, 0, read);
                // Without its last bytes the target does not accept the blob. Not every registry checks the digest.
                if (sent + read == blob.size()) {
                    requireDigest(response);
                }
                write(read);
                sent += read;
                listener.sending(blob, sent);
            }
        }

        /** If the server may have sent a wrong rest, the upload begins again. */
        private void requireDigest(HttpResponse response) throws HttpException {
            if (blob.digest().matches(hash)) {
                return;
            }
            if (!isContinued || !asksForRest) {
                throw response.invalid("the content does not have the digest " + blob.digest());
            }
            asksForRest = false;
            throw new UncheckedIOException(ConnectionException.whileReading(
                    request, new IOException("the rest of the content does not fit its first bytes")));
        }

        /** A failure of the target is not one of the download. */
        private void write(int length) {
            try {
                out.write(portion, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void requireAll(HttpResponse response) throws HttpException {
            if (sent < blob.size()) {
                throw tooShort(response, sent);
            }
        }

        /** Another attempt may get more only if the content has no length of its own and ends with the connection. */
        private HttpException tooShort(HttpResponse response, long length) {
            boolean isWhole = Stream.of("Content-Length", "Transfer-Encoding")
                    .anyMatch(name -> response.header(name).isPresent());
            return isWhole
                    ? response.invalid(
                            "the content has only " + length + " of the " + blob.size() + " bytes of the manifest")
                    : ConnectionException.whileReading(
                            request, new EOFException("it ended after " + length + " of " + blob.size() + " bytes"));
        }

        /** A failure of the source is not reported as a failure of the target. */
        private int read(InputStream in, int length) throws ConnectionException {
            try {
                return in.read(portion, 0, length);
            } catch (IOException e) {
                throw ConnectionException.whileReading(request, e);
            }
        }
    }
}
