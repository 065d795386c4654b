package io.github.fdomaven.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunUserTest {

    @TempDir
    private Path directory;

    @Test
    void isTheUserWhoRunsThisProcess() throws IOException {
        assertThat(RunUser.current().uid()).isEqualTo(Files.getAttribute(directory, "unix:uid"));
    }

    @Test
    void hasAHomeDirectory() {
        assertThat(RunUser.ROOT.home()).isEqualTo("/root");
        assertThat(new RunUser(1000, 0).home()).isEqualTo("/fdo-home");
    }

    @Test
    void printsUserAndGroup() {
        assertThat(new RunUser(1000, 100)).hasToString("1000:100");
    }

    @Test
    void failsForAFileThatDoesNotExist() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> RunUser.ownerOf(directory.resolve("absent")))
                .withMessageStartingWith("Could not find out which user runs Maven: ");
    }
}
