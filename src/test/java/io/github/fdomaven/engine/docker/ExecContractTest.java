package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSequence;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies programs in a container. */
@MethodSource("io.github.fdomaven.engine.docker.EngineContract#buildah")
class ExecContractTest extends EngineContract {

    private static final int LONGEST_LINE = 16 * 1024;

    private static final Duration LONG = Duration.ofMinutes(9);

    @Test
    void returnsTheExitStatus() {
        Container container = start();

        assertThat(sh(container, "exit 0").status()).hasValue(0);
        assertThat(sh(container, "exit 7").status()).hasValue(7);
        assertThat(sh(container, "kill -9 $$").status()).hasValue(137);
    }

    /** The program waits until each line was received before it prints the next one. */
    @Test
    void passesOnTheLinesOfBothStreamsImmediately() {
        Container container = start();
        List<String> lines = new CopyOnWriteArrayList<>();
        String await = "until [ -e \"/received-$line\" ]; do sleep 0.1; done; ";

        container.run(
                program(
                        "sh",
                        "-c",
                        "for line in out1 err1 out2 err2; do case $line in err*) echo $line >&2;; *) echo $line;; esac; "
                                + await + "done"),
                line -> {
                    lines.add(line);
                    sh(container, "touch /received-" + line).text();
                });

        assertThat(lines).containsExactly("out1", "err1", "out2", "err2");
    }

    @Test
    void joinsFragmentsThatEndWithinACharacter() {
        Ran ran = sh(
                start(), "printf 'd\\303'; sleep 0.3; printf '\\251j\\303\\240 \\344\\276'; sleep 0.3; printf '\\213'");

        assertThat(ran.lines()).containsExactly("déjà 例");
    }

    @Test
    void passesOnALargeOutput() {
        Ran ran = sh(start(), "seq 1 200000; head -c 3000000 /dev/zero | tr '\\0' x");

        assertThat(ran.lines()).hasSize(200_001);
        assertThat(ran.lines().subList(0, 200_000))
                .isEqualTo(IntStream.rangeClosed(1, 200_000)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(new Secrets().redact(ran.lines().get(200_000))).isEqualTo("x".repeat(LONGEST_LINE) + "…");
    }

    @Test
    void closesTheStandardInput() {
        assertThat(sh(start(), "cat; read -r line || echo nothing").text()).isEqualTo("nothing");
    }

    @Test
    void passesArgumentsAndVariablesLiterally() {
        ExecSpec spec = new ExecSpec(
                List.of("sh", "-c", "printf '%s\\n' \"$@\" \"$HARD\"", "sh", "two words", "$HOME", "é'\"\\"),
                Map.of("HARD", "a=b $HOME 'x' \"y\" é"),
                Optional.empty(),
                Optional.empty());

        assertThat(run(start(), spec).lines()).containsExactly("two words", "$HOME", "é'\"\\", "a=b $HOME 'x' \"y\" é");
    }

    @Test
    void setsVariablesForOneProgramOnly() {
        Container container = start();
        run(container, new ExecSpec(List.of("true"), Map.of("PASSED", "once"), Optional.empty(), Optional.empty()));

        assertThat(sh(container, "echo \"<$PASSED>\"").text()).isEqualTo("<>");
    }

    @Test
    void runsInADirectoryAndAsAUser() {
        Container container = start();
        String script = "pwd; id -u; id -g";
        ExecSpec spec = new ExecSpec(
                List.of("sh", "-c", script),
                Map.of(),
                Optional.of("/usr/share"),
                Optional.empty(),
                Optional.of("1234:5678"));

        assertThat(run(container, spec).lines()).containsExactly("/usr/share", "1234", "5678");
        assertThat(sh(container, script).lines()).containsExactly("/", "0", "0");
    }

    @Test
    void stopsWaitingForAProgramAtItsTimeLimit() {
        ExecSpec spec =
                new ExecSpec(List.of("sleep", "1000"), Map.of(), Optional.empty(), Optional.of(Duration.ofSeconds(2)));

        assertThat(run(start(), spec).status()).isEmpty();
    }

    @Test
    void runsASequenceUntilAProgramFails() {
        Container container = start();

        assertThat(sequence(container, LONG, "true", "printf 'out\\nerr' >&2; exit 7", "kill -9 $PPID", "echo no"))
                .containsExactly("ended 0", "out", "err", "ended 7", "ended 137", "true");
        assertThat(sequence(container, LONG, "printf one; printf two >&2", "seq 1 3", "exit 3", "echo no"))
                .containsExactly("onetwo", "ended 0", "1", "2", "3", "ended 0", "ended 3", "true");
    }

    /** The limit includes the start of the sequence. It grows until the first program is in time. */
    @Test
    void stopsWaitingForAProgramOfASequenceAtItsTimeLimit() {
        Container container = start();
        List<String> events = List.of();

        for (int seconds = 5; seconds <= 160 && !events.contains("ended 0"); seconds *= 2) {
            events = sequence(
                    container, Duration.ofSeconds(seconds), "id -u; pwd; echo $OF_ALL$OF_ONE; cat", "sleep 1000");
        }

        assertThat(events).containsExactly("0", "/", "allone", "ended 0", "false");
    }

    /** Returns the events of a sequence of scripts, and at last whether all were in time. */
    private static List<String> sequence(Container container, Duration limit, String... scripts) {
        List<String> events = new CopyOnWriteArrayList<>();
        boolean isInTime = container.run(
                new ExecSequence(
                        Stream.of(scripts)
                                .map(script -> new ExecSequence.Program(
                                        List.of("sh", "-c", script), Map.of("OF_ONE", "one"), Set.of(0, 7)))
                                .toList(),
                        Map.of("OF_ALL", "all"),
                        Optional.of(limit)),
                new ExecSequence.Listener() {
                    @Override
                    public void output(String line) {
                        events.add(line);
                    }

                    @Override
                    public void ended(int status) {
                        events.add("ended " + status);
                    }
                });
        events.add(String.valueOf(isInTime));
        return events;
    }

    @Test
    void returnsTheStatusOfTheShellForAnUnknownProgram() {
        ExecSpec spec = new ExecSpec(List.of("/no/such/program"), Map.of(), Optional.empty(), Optional.empty());

        assertThat(run(start(), spec).status().orElseThrow()).isIn(126, 127);
    }

    @Test
    void runsTwoContainersInParallel() {
        Container one = start();
        Container other = start();
        CompletableFuture<Ran> first = CompletableFuture.supplyAsync(() -> sh(one, writer("one")));
        CompletableFuture<Ran> second = CompletableFuture.supplyAsync(() -> sh(other, writer("other")));

        assertThat(first.join().lines()).hasSize(50).containsOnly("one");
        assertThat(second.join().lines()).hasSize(50).containsOnly("other");
        assertThat(sh(one, "cat /written").lines()).containsOnly("one");
    }

    private static String writer(String word) {
        return "for i in $(seq 1 50); do echo " + word + "; sleep 0.01; done; echo " + word + " >/written";
    }
}
