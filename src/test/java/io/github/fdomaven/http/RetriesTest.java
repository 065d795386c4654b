package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {

    private static final HttpRequest REQUEST = HttpRequest.of("GET", URI.create("https://a.example/x?signature=s"));
    private static final Retries.Policy POLICY =
            new Retries.Policy(4, Duration.ofMinutes(1), Duration.ofSeconds(2), 3, HttpException::isRetryable);

    private final FakeTime time = new FakeTime();
    private final Secrets secrets = new Secrets();
    private final List<String> retried = new ArrayList<>();
    private final Retries retries = new Retries(POLICY, time, secrets, (problem, pause) -> retried.add(problem));
    private int attempts;

    private String fail(int times, HttpException problem) throws HttpException {
        return retries.run(() -> {
            attempts++;
            if (attempts <= times) {
                throw problem;
            }
            return "done";
        });
    }

    private static HttpException broken(HttpRequest request) {
        return ConnectionException.whileReading(request, new EOFException("it ended"));
    }

    private static HttpException refused(HttpRequest request) {
        return ConnectionException.beforeSending(request, new ConnectException("refused"), Optional.empty());
    }

    @Test
    void waitsLongerBeforeEachAttempt() throws HttpException {
        assertThat(fail(3, broken(REQUEST))).isEqualTo("done");

        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(2L, 6L, 18L);
        assertThat(retried).hasSize(3).containsOnly("GET https://a.example/x: the connection broke: it ended.");
    }

    @Test
    void throwsTheLastFailure() {
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> fail(9, broken(REQUEST)))
                .satisfies(problem -> assertThat(problem.describe(secrets))
                        .isEqualTo("GET https://a.example/x: the connection broke: it ended. Tried 4 times."));
        assertThat(attempts).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"true, true, 2", "true, false, 2", "false, true, 1", "false, false, 2"})
    void sendsAgainWhatTheServerMayHaveReceivedOnlyIfItIsRepeatable(boolean repeatable, boolean sent, int expected) {
        HttpRequest request = repeatable ? REQUEST : REQUEST.notRepeatable();
        try {
            fail(1, sent ? broken(request) : refused(request));
        } catch (HttpException e) {
            assertThat(e.isAmbiguous()).isTrue();
        }

        assertThat(attempts).isEqualTo(expected);
    }

    private String failSlowly() throws HttpException {
        attempts++;
        time.pass(Duration.ofSeconds(50));
        throw broken(REQUEST);
    }

    @Test
    void stopsAfterTheLimit() {
        assertThatExceptionOfType(HttpException.class).isThrownBy(() -> retries.run(this::failSlowly));
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void startsTheLimitOfATransferWithTheFirstFailure() {
        assertThatExceptionOfType(HttpException.class).isThrownBy(() -> retries.runTransfer(this::failSlowly));
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void masksSecretsBeforeItCutsTheMessage() throws HttpException {
        secrets.add("token-abc");
        fail(
                1,
                ConnectionException.whileReading(
                        REQUEST, new EOFException("x".repeat(625) + "token-abc".repeat(100) + "\n[ERROR]")));

        assertThat(retried).singleElement().asString().doesNotContain("token-a").hasSizeLessThan(720);
    }

    @Test
    void stopsWhenInterrupted() {
        time.interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> fail(1, broken(REQUEST)))
                .withMessageStartingWith("Interrupted before another attempt: GET https://a.example/x: ");
        assertThat(Thread.interrupted()).isTrue();
    }
}
