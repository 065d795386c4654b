package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final String NOTHING = "\nNothing was tagged or pushed.";

    private Map<String, String> proxies = Map.of();

    private final RecordingBuildLog log = new RecordingBuildLog();
    private final List<ExecSpec> ran = new ArrayList<>();

    @Test
    void runsEachCommandUnchanged() {
        Steps steps = steps(0, List.of());

        steps.run(
                "upgrade",
                List.of(
                        Command.of("apk", "update"),
                        Command.of("apk", "add", "a b").withVariable("A", "1")));

        assertThat(ran)
                .containsExactly(
                        new ExecSpec(List.of("apk", "update"), Map.of(), Optional.empty(), Optional.empty()),
                        new ExecSpec(
                                List.of("apk", "add", "a b"), Map.of("A", "1"), Optional.empty(), Optional.empty()));
        assertThat(log.events()).containsExactly("step upgrade: apk update", "step upgrade: apk add a b");
    }

    @Test
    void passesWorkingDirectoryAndLimit() {
        Optional<Duration> limit = Optional.of(Duration.ofMinutes(5));
        Steps steps = new Steps("base", container(OptionalInt.of(0), List.of()), Map.of(), limit, log);

        steps.run("exec", Command.of("make"), Optional.of("/project"), "make all", lines -> "");

        assertThat(ran).containsExactly(new ExecSpec(List.of("make"), Map.of(), Optional.of("/project"), limit));
        assertThat(log.events()).containsExactly("step exec: make all");
    }

    @Test
    void givesTheProxiesToEveryCommand() {
        proxies = Map.of("http_proxy", "http://proxy:3128", "HTTP_PROXY", "http://proxy:3128");
        Steps steps = steps(0, List.of());

        steps.run("upgrade", List.of(Command.of("apt-get", "update").withVariable("A", "1")));
        steps.runQuietly("project", Command.of("mkdir", "/fdo-project"));

        assertThat(ran.get(0).environment())
                .isEqualTo(Map.of("http_proxy", "http://proxy:3128", "HTTP_PROXY", "http://proxy:3128", "A", "1"));
        assertThat(ran.get(1).environment()).isEqualTo(proxies);
        assertThat(log.events()).containsExactly("step upgrade: apt-get update");
    }

    @Test
    void prefersTheVariablesOfACommandInAnyCase() {
        proxies = Map.of("http_proxy", "http://proxy", "HTTP_PROXY", "http://proxy", "no_proxy", "localhost");

        steps(0, List.of()).run("exec", List.of(Command.of("make").withVariable("HTTP_PROXY", "http://own")));

        assertThat(ran.get(0).environment()).isEqualTo(Map.of("HTTP_PROXY", "http://own", "no_proxy", "localhost"));
    }

    @Test
    void logsEachLineOfOutput() {
        steps(0, List.of("one", "", "two")).run("clean", List.of(Command.of("true")));

        assertThat(log.events()).containsExactly("step clean: true", "output: one", "output: ", "output: two");
    }

    @Test
    void runsNothingForAStepWithoutCommands() {
        assertThatCode(() -> steps(1, List.of()).run("install", List.of())).doesNotThrowAnyException();
        assertThat(ran).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void namesTheFailedStepItsStatusAndItsLastLines() {
        Steps steps = steps(100, List.of("Reading package lists...", "E: Unable to locate package nope"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run("install", List.of(Command.of("apt-get", "-y", "install", "nope"))))
                .withMessage(
                        "The step install of the image 'base' failed: 'apt-get -y install nope' ended with status 100."
                                + "\nIts last lines:\n    Reading package lists...\n    E: Unable to locate package nope"
                                + NOTHING + " Check the names of the packages.");
    }

    @Test
    void warnsOfAStatusThatIsNotAFailure() {
        Command zypper = Command.of("zypper", "install").withNotices(Map.of(107, "a script failed"));

        steps(107, List.of("done")).run("install", List.of(zypper, zypper));

        assertThat(ran).hasSize(2);
        assertThat(log.events())
                .containsSubsequence(
                        "step install: zypper install",
                        "output: done",
                        "warning: 'zypper install' ended with status 107: a script failed.")
                .doesNotContain("step failed");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(104, List.of()).run("install", List.of(zypper)))
                .withMessageContaining("ended with status 104");
    }

    @Test
    void reportsTheStepThatFailed() {
        Steps steps = steps(1, List.of("a line"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run("prepare", List.of(Command.of("false"))));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.runQuietly("project", Command.of("mkdir", "/fdo-project")));

        assertThat(log.events()).containsExactly("step prepare: false", "output: a line", "step failed");
    }

    @Test
    void saysThatAStepPrintedNothing() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(1, List.of()).run("prepare", List.of(Command.of("false"))))
                .withMessage(
                        "The step prepare of the image 'base' failed: 'false' ended with status 1 and printed nothing."
                                + NOTHING);
    }

    @Test
    void showsTheLastTwentyLines() {
        List<String> lines =
                IntStream.rangeClosed(1, 30).mapToObj(Integer::toString).toList();
        String last = lines.subList(10, 30).stream().map("\n    "::concat).collect(Collectors.joining());

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(1, lines).run("exec", List.of(Command.of("false"))))
                .withMessage("The step exec of the image 'base' failed: 'false' ended with status 1.\nIts last lines:"
                        + last + NOTHING);
    }

    @Test
    void addsTheAdviceForTheLastLines() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(1, List.of("one", "two"))
                        .run("exec", Command.of("false"), Optional.empty(), "false", lines -> " Advice for " + lines))
                .withMessageEndingWith(NOTHING + " Advice for [one, two]");
    }

    @Test
    void stopsAtTheFirstCommandThatFails() {
        Steps steps = steps(1, List.of());

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run("upgrade", List.of(Command.of("one"), Command.of("two"))));
        assertThat(ran).hasSize(1);
    }

    @Test
    void showsAScriptAsItsFirstComment() {
        steps(0, List.of()).run("prepare", List.of(Command.script("# keep it small\nset -e\nrm -rf /doc")));

        assertThat(log.events()).containsExactly("step prepare: keep it small");
    }

    @Test
    void namesTheLimitOfAStepThatTakesTooLong() {
        Optional<Duration> limit = Optional.of(Duration.ofMinutes(1));
        Steps steps = new Steps("base", container(OptionalInt.empty(), List.of("tick")), Map.of(), limit, log);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run("exec", Command.of("sleep"), Optional.empty(), "sleep 300", lines -> ""))
                .withMessage(
                        "The step exec of the image 'base' failed: 'sleep 300' was still running after 60 s.\nIts last"
                                + " lines:\n    tick" + NOTHING
                                + " The limit for one step is <timeout> (-Dfdo.timeout).");
    }

    @Test
    void logsAQuietCommandOnlyIfItFails() {
        steps(0, List.of("a line")).runQuietly("project", Command.of("mkdir", "/fdo-project"));
        assertThat(log.events()).isEmpty();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(1, List.of()).runQuietly("project", Command.of("mkdir", "/fdo-project")))
                .withMessageStartingWith("The step project of the image 'base' failed: 'mkdir /fdo-project' failed");
    }

    private Steps steps(int status, List<String> output) {
        return new Steps("base", container(OptionalInt.of(status), output), proxies, Optional.empty(), log);
    }

    private Container container(OptionalInt status, List<String> lines) {
        return new Container() {
            @Override
            public OptionalInt run(ExecSpec spec, Consumer<String> output) {
                ran.add(spec);
                lines.forEach(output);
                return status;
            }

            @Override
            public void copyInto(String directory, Archive archive) {
                throw new IllegalStateException("Steps copy nothing.");
            }

            @Override
            public void copyOut(String directory, ArchiveReader reader) {
                throw new AssertionError("Steps copy nothing.");
            }

            @Override
            public String commit(CommitSpec config) {
                throw new IllegalStateException("Steps commit nothing.");
            }

            @Override
            public void remove() {
                throw new IllegalStateException("Steps remove nothing.");
            }
        };
    }
}
