package io.github.fdomaven.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.github.fdomaven.engine.ExecSequence;
import io.github.fdomaven.engine.ExecSequence.Program;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.SequenceScript;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs the scripts in the shell of this machine. */
class SequenceScriptTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final List<String> events = new ArrayList<>();
    private final ExecSequence.Listener listener = new ExecSequence.Listener() {
        @Override
        public void output(String line) {
            events.add(line);
        }

        @Override
        public void ended(int status) {
            events.add("ended " + status);
        }
    };

    @Test
    void runsProgramsInOrderUntilOneFails() throws Exception {
        run(
                sh("echo one"),
                program(Map.of(), Set.of(0, 102), "sh", "-c", "echo two; exit 102"),
                sh("exit 3"),
                sh("echo"));

        assertThat(events).containsExactly("one", "ended 0", "two", "ended 102", "ended 3");
    }

    @Test
    void passesArgumentsAndVariablesLiterally() throws Exception {
        String hard = "$HOME \"'`\\ ; * \n é";
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "p" + i).toList();
        List<String> many = new ArrayList<>(List.of("printf", "%s,"));
        many.addAll(names);

        run(
                program(Map.of("HARD", hard), Set.of(0), "sh", "-c", "printf '%s|' \"$@\" \"$HARD\"", "sh", hard, ""),
                program(Map.of(), Set.of(0), many.toArray(String[]::new)),
                sh("echo \"$ALL${HARD-unset}\""));

        List<String> expected =
                new ArrayList<>((hard + "||" + hard + "|").lines().toList());
        expected.addAll(List.of("ended 0", String.join(",", names) + ",", "ended 0", "for allunset", "ended 0"));
        assertThat(events).isEqualTo(expected);
    }

    /** The output of a program that does not end its last line, or that uses both streams, is not mixed with that of the next. */
    @Test
    void dividesTheOutputOfBothStreams() throws Exception {
        String both = "for i in 1 2 3; do echo out$i; echo err$i >&2; done; printf end >&2";

        run(sh(both), sh(both));

        List<String> once = List.of("out1", "err1", "out2", "err2", "out3", "err3", "end", "ended 0");
        assertThat(events.subList(0, once.size())).isEqualTo(once);
        assertThat(events.subList(once.size(), events.size())).isEqualTo(once);
    }

    @Test
    void reportsTheProgramDuringWhichTheShellWasKilled() throws Exception {
        run(sh("true"), sh("kill -9 $PPID"), sh("echo no"));

        assertThat(events).containsExactly("ended 0", "ended 137");
    }

    @Test
    void reportsAProgramThatDoesNotExist() throws Exception {
        run(program(Map.of(), Set.of(0), "/no/such/program"), sh("echo no"));

        assertThat(events).hasSize(2).last().isEqualTo("ended 127");
    }

    @Test
    void takesNoOtherLineForTheEndOfAProgram() {
        SequenceScript script = new SequenceScript(sequence(sh("true"), sh("true")), listener);
        String marker = script.spec().arguments().get(4);

        assertThat(new SequenceScript(sequence(sh("true")), listener).spec().arguments())
                .doesNotContain(marker);
        List<String> others = List.of(marker, marker + " x", "ps: sh -c " + marker + " 0", "fdo-1 0");
        others.forEach(script);
        script.accept(marker + " 0");
        script.accept(marker + " 5");
        script.accept(marker + " 0");
        script.finish(5);

        assertThat(events.subList(0, 4)).isEqualTo(others);
        assertThat(events.subList(4, events.size())).containsExactly("ended 0", "ended 5", marker + " 0");
    }

    @Test
    void beginsTheLimitAgainWithEachProgram() throws InterruptedException {
        SequenceScript script = new SequenceScript(sequence(sh("true"), sh("true")), listener);
        long began = script.began();
        ExecOutput output = new ExecOutput(script);
        String end = script.spec().arguments().get(4) + " 0\n";
        Duration limit = Duration.ofNanos(1);

        assertThat(output.awaitCompletion(limit, () -> began)).isFalse();
        output.onNext(new Frame(StreamType.STDOUT, end.getBytes(UTF_8)));
        assertThat(script.began()).isGreaterThan(began);
        assertThat(output.awaitCompletion(limit, () -> {
                    output.onComplete();
                    return System.nanoTime() + Duration.ofMinutes(1).toNanos();
                }))
                .isTrue();
    }

    @Test
    void refusesANameThatIsNoVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> program(Map.of("A;B", "1"), Set.of(0), "true"))
                .withMessage("'A;B' is not a variable of a shell.");
    }

    private void run(Program... programs) throws IOException, InterruptedException {
        SequenceScript script = new SequenceScript(sequence(programs), listener);
        ExecSpec spec = script.spec();
        ProcessBuilder builder = new ProcessBuilder(spec.arguments());
        builder.environment().putAll(spec.environment());
        Process shell = builder.start();
        shell.getOutputStream().close();
        try (ExecOutput output = new ExecOutput(script)) {
            output.onNext(new Frame(StreamType.STDOUT, shell.getInputStream().readAllBytes()));
            output.onComplete();
        }
        assertThat(shell.getErrorStream().readAllBytes()).isEmpty();
        script.finish(shell.waitFor());
    }

    private static ExecSequence sequence(Program... programs) {
        return new ExecSequence(List.of(programs), Map.of("ALL", "for all"), Optional.of(LIMIT));
    }

    private static Program sh(String script) {
        return program(Map.of(), Set.of(0), "sh", "-c", script);
    }

    private static Program program(Map<String, String> environment, Set<Integer> successes, String... arguments) {
        return new Program(List.of(arguments), environment, successes);
    }
}
