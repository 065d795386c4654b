package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {

    @TempDir
    private Path directory;

    private static String problem(Callable<?> work) throws Exception {
        try {
            work.call();
        } catch (IOException e) {
            return FileProblem.of(e);
        }
        throw new AssertionError("nothing failed");
    }

    @Test
    void saysInWordsWhatJavaSaysByAClassName() throws Exception {
        Path missing = directory.resolve("missing");
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(problem(() -> Files.size(missing))).isEqualTo(missing + " does not exist");
        assertThat(problem(() -> Files.createDirectories(file))).isEqualTo(file + " exists already");
        assertThat(problem(() -> Files.newDirectoryStream(file))).isEqualTo(file + " is not a directory");
        assertThat(problem(() -> Files.deleteIfExists(directory))).isEqualTo(directory + " is not empty");
        assertThat(problem(() -> Files.newByteChannel(file.resolve("child"))))
                .isEqualTo(file.resolve("child") + ": Not a directory");
    }

    @Test
    void keepsTheReasonOfTheSystem() {
        assertThat(FileProblem.of(new FileSystemException("/a", null, "No space left on device")))
                .isEqualTo("/a: No space left on device");
        assertThat(FileProblem.of(new FileSystemException(null, null, "Too many open files")))
                .isEqualTo("the file: Too many open files");
        assertThat(FileProblem.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }

    @Test
    void explainsFailuresWithoutAReason() {
        assertThat(FileProblem.of(new AccessDeniedException("/a"))).isEqualTo("permission denied for /a");
        assertThat(FileProblem.of(new MalformedInputException(1))).isEqualTo("its text is not UTF-8");
        assertThat(FileProblem.of(new FileSystemException("/a"))).isEqualTo("/a cannot be used");
        assertThat(FileProblem.of(new IOException())).isEqualTo("it cannot be used");
    }
}
