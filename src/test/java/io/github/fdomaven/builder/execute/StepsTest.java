package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.execute.Steps.Step;
import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSequence;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.FixableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final String NOTHING = "\nNothing was tagged or pushed.";

    private static final Step MAKE_DIRECTORY =
            Step.quiet("project", BuildPhase.PROJECT, Command.of("mkdir", "/fdo-project"));

    private Map<String, String> proxies = Map.of();
    private Optional<Duration> limit = Optional.empty();

    private final RecordingBuildLog log = new RecordingBuildLog();
    private final List<ExecSpec> ran = new ArrayList<>();
    private final List<ExecSequence> sequences = new ArrayList<>();
    private final PhaseTimes phases = new PhaseTimes();

    @Test
    void runsCommandsUnchangedAsOneSequence() {
        limit = Optional.of(Duration.ofMinutes(5));
        Command add = Command.of("apk", "add", "a b").withVariable("A", "1").withNotices(Map.of(107, "a reboot"));

        steps(0, List.of()).run(of("upgrade", Command.of("apk", "update"), add));

        assertThat(sequences)
                .containsExactly(new ExecSequence(
                        List.of(
                                new ExecSequence.Program(List.of("apk", "update"), Map.of(), Set.of(0)),
                                new ExecSequence.Program(
                                        List.of("apk", "add", "a b"), Map.of("A", "1"), Set.of(0, 107))),
                        Map.of(),
                        limit));
        assertThat(log.events()).containsExactly("step upgrade: apk update", "step upgrade: apk add a b");
    }

    @Test
    void runsACommandInADirectory() {
        limit = Optional.of(Duration.ofMinutes(5));

        steps(0, List.of()).run(exec(Command.of("make"), "make all", ""), "/project");

        assertThat(ran).containsExactly(new ExecSpec(List.of("make"), Map.of(), Optional.of("/project"), limit));
        assertThat(log.events()).containsExactly("step exec: make all");
    }

    @Test
    void givesTheProxiesToEveryCommand() {
        proxies = Map.of("http_proxy", "http://proxy:3128", "HTTP_PROXY", "http://proxy:3128");
        Steps steps = steps(0, List.of());

        steps.run(of("upgrade", Command.of("apt-get", "update").withVariable("A", "1")));
        steps.run(exec(Command.of("make").withVariable("A", "1"), "make", ""), "/project");

        assertThat(sequences.get(0).environment()).isEqualTo(proxies);
        assertThat(ran.get(0).environment())
                .isEqualTo(Map.of("http_proxy", "http://proxy:3128", "HTTP_PROXY", "http://proxy:3128", "A", "1"));
    }

    @Test
    void prefersTheVariablesOfExecInAnyCase() {
        proxies = Map.of("http_proxy", "http://proxy", "HTTP_PROXY", "http://proxy", "no_proxy", "localhost");

        steps(0, List.of()).run(exec(Command.of("make").withVariable("HTTP_PROXY", "http://own"), "make", ""), "/");

        assertThat(ran.get(0).environment()).isEqualTo(Map.of("HTTP_PROXY", "http://own", "no_proxy", "localhost"));
    }

    @Test
    void logsEachLineOfOutputAfterItsCommand() {
        steps(0, List.of("one", "", "two")).run(of("clean", Command.of("true"), Command.of("sync")));

        assertThat(log.events())
                .containsExactly(
                        "step clean: true",
                        "output: one",
                        "output: ",
                        "output: two",
                        "step clean: sync",
                        "output: one",
                        "output: ",
                        "output: two");
    }

    @Test
    void runsNothingWithoutCommands() {
        assertThatCode(() -> steps(1, List.of()).run(of("install"))).doesNotThrowAnyException();
        assertThat(sequences).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void measuresEachStep() {
        List<Step> steps = new ArrayList<>(Step.of("prepare", BuildPhase.PREPARE, List.of(Command.of("true"))));
        steps.addAll(Step.of("install", BuildPhase.INSTALL, List.of(Command.of("true"))));
        steps(0, List.of()).run(steps);

        assertThat(phases.soFar()).containsOnlyKeys(BuildPhase.PREPARE, BuildPhase.INSTALL);
        assertThat(phases.soFar().values()).noneMatch(Duration::isNegative);
    }

    @Test
    void namesTheFailedStepItsStatusAndItsLastLines() {
        Steps steps = steps(100, List.of("Reading package lists...", "E: Unable to locate package nope"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run(of("install", Command.of("apt-get", "-y", "install", "nope"))))
                .withMessage(
                        "The step install of the image 'base' failed: 'apt-get -y install nope' ended with status 100."
                                + "\nIts last lines:\n    Reading package lists...\n    E: Unable to locate package nope"
                                + NOTHING + " Check the names of the packages.");
    }

    @Test
    void warnsOfAStatusThatIsNotAFailure() {
        Command zypper = Command.of("zypper", "install").withNotices(Map.of(107, "a script failed"));

        steps(107, List.of("done")).run(of("install", zypper, zypper));

        assertThat(log.events())
                .containsExactly(
                        "step install: zypper install",
                        "output: done",
                        "warning: 'zypper install' ended with status 107: a script failed.",
                        "step install: zypper install",
                        "output: done",
                        "warning: 'zypper install' ended with status 107: a script failed.");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(104, List.of()).run(of("install", zypper)))
                .withMessageContaining("ended with status 104");
    }

    @Test
    void reportsTheStepThatFailed() {
        Steps steps = steps(1, List.of("a line"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run(of("prepare", Command.of("false"), Command.of("true"))));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run(List.of(MAKE_DIRECTORY)))
                .withMessageStartingWith(
                        "The step project of the image 'base' failed: 'mkdir /fdo-project' ended with status 1.");

        assertThat(log.events()).containsExactly("step prepare: false", "output: a line", "step failed");
        assertThat(phases.soFar()).containsOnlyKeys(BuildPhase.UPGRADE, BuildPhase.PROJECT);
    }

    @Test
    void saysThatAStepPrintedNothing() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(1, List.of()).run(of("prepare", Command.of("false"))))
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
                .isThrownBy(() -> steps(1, lines).run(of("exec", Command.of("false"))))
                .withMessage("The step exec of the image 'base' failed: 'false' ended with status 1.\nIts last lines:"
                        + last + NOTHING);
    }

    /** The first command succeeds, so its lines are no part of the message. */
    @Test
    void showsTheLastLinesOfTheCommandThatFailedOnly() {
        Command notice = Command.of("first").withNotices(Map.of(9, "it is fine"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(9, List.of("a line")).run(of("upgrade", notice, Command.of("second"))))
                .withMessage("The step upgrade of the image 'base' failed: 'second' ended with status 9."
                        + "\nIts last lines:\n    a line" + NOTHING);
    }

    @Test
    void addsTheAdviceForTheLastLines() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps(1, List.of("one", "two"))
                        .run(exec(Command.of("false"), "false", " Advice for "), "/project"))
                .withMessageEndingWith(NOTHING + " Advice for [one, two]");
    }

    @Test
    void showsAScriptAsItsFirstComment() {
        steps(0, List.of()).run(of("prepare", Command.script("# keep it small\nset -e\nrm -rf /doc")));

        assertThat(log.events()).containsExactly("step prepare: keep it small");
    }

    @Test
    void namesTheLimitOfAStepThatTakesTooLong() {
        limit = Optional.of(Duration.ofMinutes(1));
        String message = "The step exec of the image 'base' failed: 'sleep 300' was still running after 60 s.\nIts last"
                + " lines:\n    tick" + NOTHING + " The limit for one step is <timeout> (-Dfdo.timeout).";
        Steps steps = steps(OptionalInt.empty(), List.of("tick"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run(exec(Command.of("sleep"), "sleep 300", ""), "/project"))
                .withMessage(message);
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> steps.run(of("exec", Command.of("sleep", "300"), Command.of("true"))))
                .withMessage(message);
    }

    @Test
    void doesNotLogAQuietCommand() {
        steps(0, List.of("a line")).run(List.of(MAKE_DIRECTORY));

        assertThat(log.events()).isEmpty();
    }

    private static List<Step> of(String name, Command... commands) {
        return Step.of(name, BuildPhase.UPGRADE, List.of(commands));
    }

    private static Step exec(Command command, String text, String advice) {
        return new Step(
                "exec",
                BuildPhase.EXEC,
                command,
                text,
                false,
                line -> {},
                lines -> advice.isEmpty() ? "" : advice + lines);
    }

    private Steps steps(int status, List<String> output) {
        return steps(OptionalInt.of(status), output);
    }

    private Steps steps(OptionalInt status, List<String> output) {
        return new Steps("base", container(status, output), proxies, limit, phases, log);
    }

    /** A container in which every program ends in the same way. */
    private Container container(OptionalInt status, List<String> lines) {
        InvocationHandler nothing = (proxy, method, arguments) -> {
            if (arguments[0] instanceof ExecSpec spec) {
                ran.add(spec);
                lines.forEach(output(arguments[1]));
                return status;
            }
            if (arguments[0] instanceof ExecSequence sequence) {
                sequences.add(sequence);
                run(sequence, (ExecSequence.Listener) arguments[1], status, lines);
                return status.isPresent();
            }
            throw new IllegalStateException("Steps only run programs, and do not call " + method);
        };
        return (Container)
                Proxy.newProxyInstance(Container.class.getClassLoader(), new Class<?>[] {Container.class}, nothing);
    }

    @SuppressWarnings("unchecked") // The type of the second parameter.
    private static Consumer<String> output(Object consumer) {
        return (Consumer<String>) consumer;
    }

    private static void run(
            ExecSequence sequence, ExecSequence.Listener listener, OptionalInt status, List<String> lines) {
        for (ExecSequence.Program program : sequence.programs()) {
            lines.forEach(listener::output);
            status.ifPresent(listener::ended);
            if (status.isEmpty() || !program.successes().contains(status.getAsInt())) {
                return;
            }
        }
    }
}
