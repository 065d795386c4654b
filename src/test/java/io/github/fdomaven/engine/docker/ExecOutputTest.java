package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.github.fdomaven.support.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExecOutputTest {

    private final List<String> lines = new ArrayList<>();
    private final ExecOutput output = new ExecOutput(lines::add);

    @Test
    void joinsTheFragmentsOfALine() {
        receive("Hel", "lo\nWor", "ld\n");

        assertThat(lines).containsExactly("Hello", "World");
    }

    @Test
    void keepsTheStreamsApart() {
        receive(StreamType.STDOUT, "out");
        receive(StreamType.STDERR, "err\n");
        receive(StreamType.STDOUT, "put\n");

        assertThat(lines).containsExactly("err", "output");
    }

    @Test
    void truncatesALongLine() {
        for (int i = 0; i < 1000; i++) {
            receive("x".repeat(1024));
        }
        receive("\nnext\n");

        assertThat(lines.stream().map(new Secrets()::redact)).containsExactly("x".repeat(16 * 1024) + "…", "next");
    }

    @Test
    void cutsALineAfterTheMaskingOfASecretAcrossTheLimit() {
        String secret = "glpat-" + "0123456789".repeat(90);
        Secrets secrets = new Secrets();
        secrets.add(secret);
        receive("x".repeat(16 * 1024 - 100) + secret.substring(0, 500));
        receive(secret.substring(500) + "\n");

        assertThat(lines.stream().map(secrets::redact)).containsExactly("x".repeat(16 * 1024 - 100) + "***");
    }

    @Test
    void masksASecretAcrossTheEndOfWhatIsRead() {
        String secret = "glpat-" + "0123456789".repeat(90);
        Secrets secrets = new Secrets();
        secrets.add(secret);
        receive(secret.repeat(64 * 1024 / secret.length() + 1) + "\n");

        assertThat(lines.stream().map(secrets::redact)).containsExactly("***…");
    }

    @Test
    void passesOnAnIncompleteLineAtTheEnd() {
        receive("Hello");
        assertThat(lines).isEmpty();

        output.onComplete();

        assertThat(lines).containsExactly("Hello");
    }

    @Test
    void addsNothingAfterACompleteLine() {
        receive("Hello\n");
        output.onComplete();

        assertThat(lines).containsExactly("Hello");
    }

    @Test
    void acceptsLineEndsOfWindows() {
        receive("Hello\r", "\nWorld\r\n");

        assertThat(lines).containsExactly("Hello", "World");
    }

    @Test
    void passesOnTheLastStateOfAProgressBar() {
        receive("10 %\r50 %\r", "100 %\r\ndone\n");

        assertThat(lines).containsExactly("100 %", "done");
    }

    @Test
    void passesOnTheLastStateOfAProgressBarThatDoesNotEnd() {
        receive("10 %\r50 %\r");
        output.onComplete();

        assertThat(lines).containsExactly("50 %");
    }

    @Test
    void completesWithTheErrorIfAConsumerFails() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("no space left");
        ExecOutput failing = new ExecOutput(line -> {
            throw failure;
        });

        failing.onNext(new Frame(StreamType.STDOUT, "line\n".getBytes(StandardCharsets.UTF_8)));

        failing.awaitCompletion();
        assertThat(failing.failure()).contains(failure);
    }

    @Test
    void completesIfAConsumerFailsForEachLine() throws InterruptedException {
        List<Error> failures = new ArrayList<>();
        ExecOutput failing = new ExecOutput(line -> {
            failures.add(new OutOfMemoryError(line));
            throw failures.get(failures.size() - 1);
        });

        failing.onNext(new Frame(StreamType.STDERR, "incomplete".getBytes(StandardCharsets.UTF_8)));
        failing.onNext(new Frame(StreamType.STDOUT, "first\nsecond\n".getBytes(StandardCharsets.UTF_8)));
        failing.onNext(new Frame(StreamType.STDOUT, "third\n".getBytes(StandardCharsets.UTF_8)));
        failing.onError(new IllegalStateException("closed"));

        failing.awaitCompletion();
        assertThat(failing.failure()).contains(failures.get(0));
        assertThat(failures).extracting(Error::getMessage).first().isEqualTo("first");
        assertThat(failures).extracting(Error::getMessage).doesNotContain("third");
    }

    @Test
    void completesWithTheErrorIfAConsumerFailsAtTheEnd() throws InterruptedException {
        StackOverflowError failure = new StackOverflowError();
        ExecOutput failing = new ExecOutput(line -> {
            throw failure;
        });

        failing.onNext(new Frame(StreamType.STDOUT, "incomplete".getBytes(StandardCharsets.UTF_8)));
        failing.onComplete();

        failing.awaitCompletion();
        assertThat(failing.failure()).contains(failure);
    }

    @Test
    void keepsLittleOfALongLine() {
        receive("x".repeat(1_000_000) + "\n");

        assertThat(lines).singleElement().satisfies(line -> assertThat(line).hasSizeLessThan(100_000));
    }

    @Property
    void splitsTextIndependentlyOfItsFragments(
            @ForAll @IntRange(min = 0, max = 40) int first, @ForAll @IntRange(min = 0, max = 40) int second) {
        byte[] text = "größe: 5 €\nnaïve 𝄞 ok\r\nlast".getBytes(StandardCharsets.UTF_8);
        int from = Math.min(Math.min(first, second), text.length);
        int to = Math.min(Math.max(first, second), text.length);
        List<String> all = new ArrayList<>();
        ExecOutput fragments = new ExecOutput(all::add);

        fragments.onNext(new Frame(StreamType.STDOUT, Arrays.copyOfRange(text, 0, from)));
        fragments.onNext(new Frame(StreamType.STDOUT, Arrays.copyOfRange(text, from, to)));
        fragments.onNext(new Frame(StreamType.STDOUT, Arrays.copyOfRange(text, to, text.length)));
        fragments.onComplete();

        assertThat(all).containsExactly("größe: 5 €", "naïve 𝄞 ok", "last");
    }

    private void receive(String... fragments) {
        for (String fragment : fragments) {
            receive(StreamType.STDOUT, fragment);
        }
    }

    private void receive(StreamType stream, String fragment) {
        output.onNext(new Frame(stream, fragment.getBytes(StandardCharsets.UTF_8)));
    }
}
