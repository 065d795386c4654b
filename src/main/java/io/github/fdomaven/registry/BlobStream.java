package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
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
final class BlobStream extends OutputStream {

    /** Two parts are in memory. */
    static final int PART = 8 * 1024 * 1024;

    private final RegistryClient client;
    private final BlobUploads uploads;
    private final BlobClient blobs;
    private final Repository repository;

    /** The hosts that do not accept parts. */
    private final Set<String> wholeOnly;

    private final MessageDigest hash = Digest.newSha256();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(BlobStream::thread);
    private Future<?> sending = CompletableFuture.completedFuture(null);
    private byte[] part = new byte[PART];
    private byte[] other = new byte[0];
    private int filled;
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
        this.client = client;
        this.uploads = uploads;
        this.blobs = blobs;
        this.repository = repository;
        this.wholeOnly = wholeOnly;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fdo-upload");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int portion = Math.min(length - done, part.length - filled);
            System.arraycopy(bytes, offset + done, part, filled, portion);
            done += portion;
            filled += portion;
            if (filled == part.length) {
                sendPart();
            }
        }
    }

    private void sendPart() throws IOException {
        size += filled;
        if (upload.isPresent()) {
            sendInBackground(upload.get());
        } else if (file.isPresent()) {
            store(file.get());
        } else {
            sendFirst();
        }
        filled = 0;
    }

    /** The first part decides how the blob is sent. */
    private void sendFirst() throws IOException {
        if (!wholeOnly.contains(repository.host())) {
            ResumableUpload begun = new ResumableUpload(client, uploads, repository);
            upload = Optional.of(begun);
            try {
                if (begun.minPart() <= PART) {
                    begun.send(part, filled);
                    hash.update(part, 0, filled);
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
        store(created);
    }

    private void store(BlobFile target) throws IOException {
        hash.update(part, 0, filled);
        target.add(part, filled);
    }

    private void sendInBackground(ResumableUpload target) {
        awaitSent();
        byte[] full = part;
        int length = filled;
        sending = sender.submit(() -> {
            hash.update(full, 0, length);
            target.send(full, length);
        });
        part = other;
        other = full;
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
            byte[] content = Arrays.copyOf(part, filled);
            Descriptor blob = Descriptor.of(mediaType, content);
            blobs.put(repository, blob.digest(), content);
            return blob;
        }
        if (filled > 0) {
            sendPart();
        }
        awaitSent();
        Digest digest = Digest.of(hash);
        upload.ifPresent(parts -> parts.finish(digest, blobs));
        file.ifPresent(whole -> blobs.put(repository, digest, whole));
        isFinished = true;
        return Descriptor.of(mediaType, digest, size);
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
