package io.github.fdomaven.registry;

import io.github.fdomaven.http.HttpRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A blob in a temporary file. The file is deleted when it is closed, and also if Maven is killed. */
final class BlobFile implements HttpRequest.Body, AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final FileChannel file;

    BlobFile() throws IOException {
        Path path = Files.createTempFile("fdo-", ".blob");
        // On Unix, Java deletes such a file as soon as it is open.
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    @Override
    public long length() {
        try {
            return file.size();
        } catch (IOException e) {
            throw new IllegalStateException("The size of a temporary file cannot be read.", e);
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        // A transfer of the channel would hide a failure of the target after its first bytes.
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long sent = 0; file.read(buffer, sent) >= 0; buffer.clear()) {
            out.write(buffer.array(), 0, buffer.position());
            sent += buffer.position();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
