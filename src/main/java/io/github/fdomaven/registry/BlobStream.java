package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.PartOutput;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Uploads a blob while it is written, in parts: one part is sent while the next part is written. A registry that does not accept
 * parts gets the blob from a temporary file, when its size and digest are known. A blob that is not longer than a part is sent
 * whole.
 */
final class BlobStream extends PartOutput {

    /** Two parts are in memory. */
    static final int PART = 8 * 1024 * 1024;

    private final RegistryClient client;
    private final BlobUploads uploads;
    private final BlobClient blobs;
    private final Repository repository;

    /** The hosts that do not accept parts. */
    private final Set<String> wholeOnly;

    private final MessageDigest hash = Digest.newSha256();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> Daemon.thread("fdo-upload", work));
    private Future<?> sending = CompletableFuture.completedFuture(null);
    private byte[] other = new byte[0];
    private long size;
    private Optional<ResumableUpload> upload = Optional.empty();
    private Optional<BlobFile> file = Optional.empty();
    private boolean isFinished;

    BlobStream(
            RegistryClient client,
            BlobUploads uploads,
            BlobClient blobs,
            Repository repository,
            Set<String> wholeOnly) {
        super(PART);
        this.client = client;
        this.uploads = uploads;
        this.blobs = blobs;
        this.repository = repository;
        this.wholeOnly = wholeOnly;
    }

    @Override
    protected byte[] handle(byte[] part, int length) throws IOException {
        size += length;
        if (upload.isPresent()) {
            return sendInBackground(upload.get(), part, length);
        }
        if (file.isPresent()) {
            store(file.get(), part, length);
        } else {
            sendFirst(part, length);
        }
        return part;
    }

    /** The first part decides how the blob is sent. */
    private void sendFirst(byte[] part, int length) throws IOException {
        if (!wholeOnly.contains(repository.host())) {
            ResumableUpload begun = new ResumableUpload(client, uploads, repository);
            upload = Optional.of(begun);
            try {
                if (begun.minPart() <= PART) {
                    begun.send(part, length);
                    hash.update(part, 0, length);
                    other = new byte[PART];
                    return;
                }
            } catch (UploadLostException e) {
                wholeOnly.add(repository.host());
            }
            begun.cancel();
            upload = Optional.empty();
        }
        BlobFile created = new BlobFile();
        file = Optional.of(created);
        store(created, part, length);
    }

    private void store(BlobFile target, byte[] part, int length) throws IOException {
        hash.update(part, 0, length);
        target.add(part, length);
    }

    private byte[] sendInBackground(ResumableUpload target, byte[] part, int length) {
        awaitSent();
        sending = sender.submit(() -> {
            hash.update(part, 0, length);
            target.send(part, length);
        });
        byte[] next = other;
        other = part;
        return next;
    }

    private void awaitSent() {
        try {
            sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted during an upload to " + repository + ".", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UploadLostException) {
                wholeOnly.add(repository.host());
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Sends the rest, and ends the upload. */
    Descriptor finish(String mediaType) throws IOException {
        if (upload.isEmpty() && file.isEmpty()) {
            byte[] content = rest();
            Descriptor blob = Descriptor.of(mediaType, content);
            blobs.put(repository, blob.digest(), content);
            return blob;
        }
        handleRest();
        awaitSent();
        Digest digest = Digest.of(hash);
        upload.ifPresent(parts -> finish(parts, digest));
        file.ifPresent(whole -> blobs.put(repository, digest, whole));
        isFinished = true;
        return Descriptor.of(mediaType, digest, size);
    }

    private void finish(ResumableUpload parts, Digest digest) {
        try {
            parts.finish(digest, blobs);
        } catch (UploadLostException e) {
            wholeOnly.add(repository.host());
            throw e;
        }
    }

    /** Cancels the upload, unless it is finished. */
    @Override
    public void close() throws IOException {
        sender.shutdownNow();
        if (!isFinished) {
            upload.ifPresent(ResumableUpload::cancel);
        }
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
