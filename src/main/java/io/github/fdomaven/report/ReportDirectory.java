package io.github.fdomaven.report;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The directory of the reports. A file is written whole or not at all. */
record ReportDirectory(Path directory) {

    /** Much more than the reports of a usual project have. */
    private static final int PROBE_BYTES = 256 * 1024;

    /** Many times the page of a project with hundreds of images. A file that is not of the plugin may have any size. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime());

    /** Checks that files can be written. Writes some content, because an empty file fits on a full disk. */
    void prepare(Set<String> names) {
        try {
            Files.createDirectories(directory);
            for (String name : names) {
                if (Files.isDirectory(directory.resolve(name))) {
                    throw new IOException(name + " is a directory");
                }
            }
            Path probe = part("probe");
            try {
                Files.write(probe, new byte[PROBE_BYTES], StandardOpenOption.CREATE_NEW);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            throw new FixableException(
                    "Could not write reports to " + directory + ": " + FileProblem.of(e)
                            + ". Make it a writable directory with free space, or name another one by <outputDirectory>"
                            + " (-Dfdo.output.directory).",
                    e);
        }
    }

    Optional<String> read(String name) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException("the file has more than " + MAX_BYTES / 1024 / 1024 + " MiB");
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (IOException e) {
            throw new EnvironmentException("Could not read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not delete " + directory.resolve(name) + ": " + FileProblem.of(e) + ".", e);
        }
    }

    void deleteAll(String prefix, String suffix) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, file -> {
            String name = file.getFileName().toString();
            return name.startsWith(prefix) && name.endsWith(suffix);
        })) {
            files.forEach(file -> delete(file.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            throw new EnvironmentException("Could not list " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    void write(String name, String content) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            Path part = part(name);
            try {
                Files.writeString(part, content, StandardOpenOption.CREATE_NEW);
                makeReadable(part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new EnvironmentException("Could not write " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** Returns a file that no other thread or process uses. Java's own temporary files would need its random numbers loaded. */
    private Path part(String name) {
        return directory.resolve(
                "." + name + "." + ProcessHandle.current().pid() + "." + COUNTER.incrementAndGet() + ".part");
    }

    /** The runner that collects reports may be another user. */
    private static void makeReadable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
