package io.github.fdomaven.engine.docker;

import io.github.fdomaven.engine.Container.Archive;
import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FileProblem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;

/** Makes an archive readable while it is written, without a copy on disk. */
final class ArchiveStream implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final PipedInputStream pipe = new PipedInputStream(BUFFER);
    private final Thread writer;
    private volatile Throwable failure;

    ArchiveStream(Archive archive) {
        PipedOutputStream output = new PipedOutputStream();
        try {
            output.connect(pipe);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot connect a new pipe", e);
        }
        writer = Daemon.start("fdo-archive", () -> write(archive, output));
    }

    private void write(Archive archive, PipedOutputStream output) {
        // Keep the failure before the pipe is closed: for the reader, the end of the pipe is the end of the archive.
        try (output) {
            try {
                archive.writeTo(output);
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Returns the archive. Reading fails if writing failed, so that an incomplete archive is never used. */
    InputStream input() {
        return new FilterInputStream(pipe) {
            @Override
            public int read() throws IOException {
                return checked(super.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return checked(super.read(bytes, offset, length));
            }

            private int checked(int read) throws IOException {
                if (read < 0 && failure != null) {
                    throw new IOException("the archive is incomplete", failure);
                }
                return read;
            }
        };
    }

    /** {@return the failure to write the archive, if that is why an attempt failed} */
    Optional<FdoException> failure(String attempt) {
        if (failure instanceof IOException problem) {
            return Optional.of(new EnvironmentException(
                    "Could not " + attempt + ": " + FileProblem.of(problem)
                            + ". Run Maven again when no other program changes the files.",
                    problem));
        }
        return Optional.ofNullable(failure)
                .filter(FdoException.class::isInstance)
                .map(FdoException.class::cast);
    }

    @Override
    public void close() {
        try {
            pipe.close();
            writer.join();
        } catch (IOException e) {
            throw new EnvironmentException("Could not close an archive: " + FileProblem.of(e) + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
