package io.github.fdomaven.registry;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Scopes;
import io.github.fdomaven.support.FdoException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upload of one blob in parts. If sending a part fails temporarily, the registry is asked how much of it has arrived. */
final class ResumableUpload {

    /** What a registry has, as in {@code 0-1023}. */
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

    private final RegistryClient client;
    private final BlobUploads uploads;
    private final Repository repository;
    private final BlobUploads.Session session;

    /** Where the next part is sent. */
    private volatile URI address;

    /** How much the registry has. */
    private long received;

    /** Begins an upload. */
    ResumableUpload(RegistryClient client, BlobUploads uploads, Repository repository) {
        this.client = client;
        this.uploads = uploads;
        this.repository = repository;
        this.session = client.runTransfer(() -> uploads.begin(repository));
        this.address = session.address();
    }

    /** The smallest part that the registry accepts. */
    int minPart() {
        return session.minPart();
    }

    /**
     * Sends the next part.
     *
     * @throws UploadLostException if the registry does not accept the part, or lost the upload
     */
    void send(byte[] bytes, int length) {
        long start = received;
        AtomicBoolean isRepeated = new AtomicBoolean();
        client.runTransfer(() -> {
            if (isRepeated.getAndSet(true)) {
                received = askReceived(start, start + length);
            }
            int done = (int) (received - start);
            if (done < length) {
                sendPart(new Part(bytes, done, length - done));
            }
            received = start + length;
            return address;
        });
    }

    private void sendPart(Part part) throws HttpException {
        Map<String, String> range = Map.of("Content-Range", received + "-" + (received + part.length() - 1));
        try {
            address = uploads.patch(repository, address, part, range);
        } catch (StatusException e) {
            if (!e.isRetryable() && isRefusal(e, "PATCH")) {
                throw new UploadLostException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Whether the registry refuses the request itself, so that it may accept a whole blob. */
    private static boolean isRefusal(StatusException problem, String method) {
        return !problem.isRedirect()
                && !BlobUploads.REFUSE_ANY_UPLOAD.contains(problem.status())
                && problem.request().method().equals(method);
    }

    /** Asks how much of the blob the registry has: it must be a place in the part that is in memory. */
    private long askReceived(long start, long end) throws HttpException {
        HttpRequest request = client.request("GET", repository, address);
        try (HttpResponse response = client.send(request, Scopes.push(repository))) {
            Optional<String> location = response.expectSuccessOr().header("Location");
            long found = response.header("Range").map(ResumableUpload::size).orElse(-1L);
            if (found < start || found > end) {
                throw new UploadLostException(request + ": the registry has " + found + " bytes of the upload", null);
            }
            if (location.isPresent()) {
                address = client.resolve(response, location.get());
            }
            return found;
        } catch (StatusException e) {
            if (e.isRetryable()) {
                throw e;
            }
            throw new UploadLostException(e.getMessage(), e);
        }
    }

    /** The last byte is inclusive. Registries answer {@code 0-0} to say that they have nothing. */
    private static long size(String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            return -1;
        }
        long last = Long.parseLong(matcher.group(1));
        return last == 0 ? 0 : last + 1;
    }

    /**
     * Ends the upload. After a failure the registry may have the blob already.
     *
     * @throws UploadLostException if the registry refuses the end, also if it fails each time: it may accept a whole blob
     */
    void finish(Digest digest, BlobClient blobs) {
        AtomicBoolean isRepeated = new AtomicBoolean();
        try {
            client.runPart(() -> {
                if (!isRepeated.getAndSet(true) || !blobs.exists(repository, digest)) {
                    uploads.put(repository, address, digest, BlobUploads.empty());
                }
                return digest;
            });
        } catch (HttpException e) {
            if (e instanceof StatusException refusal && isRefusal(refusal, "PUT")) {
                throw new UploadLostException(e.getMessage(), e);
            }
            throw client.failure(e);
        }
    }

    /** Tells the registry to forget the parts. A registry forgets unfinished uploads after some time in any case. */
    void cancel() {
        try (HttpResponse response =
                client.send(client.request("DELETE", repository, address), Scopes.push(repository))) {
            response.expectSuccessOr();
        } catch (HttpException | FdoException e) {
            // The failure that ended the upload is reported.
        }
    }

    /** A part of an array. */
    private record Part(byte[] bytes, int offset, long length) implements HttpRequest.Body {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes, offset, (int) length);
        }
    }
}
