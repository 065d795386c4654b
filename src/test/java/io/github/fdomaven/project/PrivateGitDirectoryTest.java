package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateGitDirectoryTest {

    /** A goal that fails does not wait until git has listed the files. */
    @Test
    void isDeletedIfMavenEndsBeforeGit(@TempDir Path directory) throws Exception {
        Path checkout = directory.resolve("checkout");
        GitRepository.init(checkout).write("file", "").commit();
        Path temporary = Files.createDirectory(directory.resolve("temporary"));

        Process ended = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=" + temporary,
                        PrivateGitDirectoryTest.class.getName(),
                        checkout.toString())
                .inheritIO()
                .start();

        assertThat(ended.waitFor()).isZero();
        assertThat(temporary).isEmptyDirectory();
    }

    public static void main(String[] arguments) throws IOException {
        PrivateGitDirectory own =
                PrivateGitDirectory.create(GitCheckout.at(Path.of(arguments[0])).orElseThrow());
        own.setObjectFormat("sha256");
        Files.createFile(own.errors());
        if (!Files.exists(own.path().resolve("HEAD"))) {
            throw new AssertionError(own.path());
        }
    }
}
