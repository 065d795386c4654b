package io.github.fdomaven.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The directory of the reports. A file in it is written whole or not at all. */
final class ReportDirectory {

    private final Path directory;
    private final UnaryOperator<String> clean;

    /**
     * Names the directory.
     *
     * @param clean takes what is secret out of the texts of reports: others may have repeated it in what they say
     */
    ReportDirectory(Path directory, UnaryOperator<String> clean) {
        this.directory = directory;
        this.clean = clean;
    }

    /** Makes sure that files can be written, as long as nothing else has been done. */
    void prepare(String... names) {
        try {
            Files.createDirectories(directory);
            for (String name : names) {
                if (Files.isDirectory(directory.resolve(name))) {
                    throw new IOException(name + " is a directory");
                }
            }
            Files.delete(Files.createTempFile(directory, ".probe.", ".part"));
        } catch (IOException e) {
            throw new FixableException(
                    "The reports cannot be written to " + directory + ": " + e
                            + ". Make that a directory that can be written to, or name another one by <outputDirectory>"
                            + " (-Dfdo.output.directory).",
                    e);
        }
    }

    Optional<String> read(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new EnvironmentException("Could not read " + file + ": " + e + ".", e);
        }
    }

    /** A report of an earlier run must not be taken for one of this. */
    void delete(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            throw new EnvironmentException("Could not delete " + directory.resolve(name) + ": " + e + ".", e);
        }
    }

    /** Writes plain values: maps, lists, strings, numbers. */
    void writeJson(String name, Map<String, Object> document) {
        try {
            String text = new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(cleaned(document));
            write(name, text + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values cannot fail to become JSON.", e);
        }
    }

    private Object cleaned(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> cleaned = new LinkedHashMap<>();
            map.forEach((key, member) -> cleaned.put(clean.apply(key.toString()), cleaned(member)));
            return cleaned;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(this::cleaned).toList();
        }
        return value instanceof String text ? clean.apply(text) : value;
    }

    void write(String name, String content) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, "." + name + ".", ".part");
            try {
                Files.write(part, content.getBytes(StandardCharsets.UTF_8));
                readableLikeAnyOther(part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new EnvironmentException("Could not write " + file + ": " + e + ".", e);
        }
    }

    /** A temporary file is its owner's alone; a report is read by the runner, which may be somebody else. */
    private static void readableLikeAnyOther(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
