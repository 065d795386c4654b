package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.Secrets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MavenRunLogTest {

    private final RecordingLog recorder = new RecordingLog();
    private final Secrets secrets = new Secrets();
    private final MavenRunLog log = new MavenRunLog(new MaskedLog(recorder, secrets, Displays.line()), Displays.none());

    @BeforeEach
    void addSecret() {
        secrets.add("s3cr3t-value");
    }

    @Test
    void beginsEachLineWithTheNameOfTheImage() {
        log.foundEngine("Docker");
        log.pulling("base", Reference.parse("registry.example.org/base:1"));
        log.project("base", "it is mounted");
        log.running("base", "make\nmake test", "0:0");
        log.output("base", "all is well");

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO Using Docker",
                        "INFO [base] pull registry.example.org/base:1",
                        "INFO [base] it is mounted",
                        "INFO [base] run as 0:0: make",
                        "INFO [base] make test",
                        "INFO [base]   all is well");
    }

    @Test
    void masksSecrets() {
        log.running("base", "echo s3cr3t-value", "0:0");
        log.output("base", "s3cr3t-value");
        log.warning("base", "s3cr3t-value is odd");

        assertThat(recorder.lines())
                .containsExactly("INFO [base] run as 0:0: echo ***", "INFO [base]   ***", "WARN [base] *** is odd");
    }

    @Test
    void showsTheLastLinesOfAFailedCommandOnlyIfTheLogIsQuiet() {
        log.output("base", "shown");
        log.showLastLines();
        assertThat(recorder.lines()).containsExactly("INFO [base]   shown");

        recorder.beQuiet();
        IntStream.rangeClosed(1, 20).forEach(i -> log.output("base", "s3cr3t-value " + i));
        log.showLastLines();

        assertThat(recorder.lines())
                .hasSize(21)
                .contains("ERROR [base]   *** 1")
                .endsWith("ERROR [base]   *** 20");
    }
}
