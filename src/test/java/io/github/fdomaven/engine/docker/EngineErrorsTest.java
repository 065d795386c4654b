package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Version;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineErrorsTest {

    private final EngineErrors errors = new EngineErrors("Docker 27.1 at unix:///run/docker.sock", EngineQuirks.DOCKER);

    @Test
    void returnsTheResultOfACall() {
        assertThat(errors.call("start the container", () -> 1)).isEqualTo(1);
        assertThat(errors.callWithSettings("start the container", () -> 1)).isEqualTo(1);
    }

    @Test
    void reportsTheAttemptAndTheMessageOfTheEngine() {
        InternalServerErrorException cause =
                new InternalServerErrorException("{\"message\":\"no space left on device\"}\n");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> errors.call("start the container", failing(cause)))
                .withMessage("Could not start the container: Docker 27.1 at unix:///run/docker.sock says: no space left"
                        + " on device.")
                .withCause(cause);
    }

    @Test
    void doesNotAttributeAConnectionErrorToTheEngine() {
        RuntimeException cause = new RuntimeException("Broken pipe");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> errors.call("start the container", failing(cause)))
                .withMessage("Could not start the container: Docker 27.1 at unix:///run/docker.sock: Broken pipe."
                        + " Check that the engine runs, then run Maven again.")
                .withCause(cause);
    }

    @Test
    void keepsOurOwnExceptions() {
        FixableException ours = new FixableException("ours");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> errors.call("start the container", failing(ours)))
                .isSameAs(ours);
    }

    @Test
    void namesTheSettingsIfTheEngineRefusesThem() {
        NotFoundException cause = new NotFoundException("{\"message\":\"network nowhere not found\"}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> errors.callWithSettings("start the container", failing(cause)))
                .withMessage("Could not start the container: Docker 27.1 at unix:///run/docker.sock says: network"
                        + " nowhere not found. Check <network> (-Dfdo.network) and <platform> (-Dfdo.distribution.platform)"
                        + " if they are set, and that the image has a shell.")
                .withCause(cause);
    }

    @Test
    void reportsAnErrorOfTheEngineAsEnvironmentError() {
        InternalServerErrorException cause = new InternalServerErrorException("{\"message\":\"no bridge\"}");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> errors.callWithSettings("start the container", failing(cause)))
                .withMessageEndingWith(" says: no bridge.");
    }

    @Test
    void reportsABrokenConnectionAsEnvironmentError() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() ->
                        errors.callWithSettings("start the container", failing(new RuntimeException("Broken pipe"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unauthorized: HTTP Basic: Access denied",
                "denied: requested access to the resource is denied",
                "Head \"https://x/v2/\": no basic auth credentials",
                "errors: denied",
                "unauthorized: authentication required"
            })
    void advisesOnCredentialsIfARegistryDeniesAccess(String message) {
        FdoException failure = errors.transfer("push the image", () -> "The advice.", message, null);

        assertThat(failure)
                .isInstanceOf(FixableException.class)
                .hasMessage("Could not push the image: Docker 27.1 at unix:///run/docker.sock says: " + message
                        + ". The advice.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest for debian:nope not found: manifest unknown: manifest unknown",
                "no matching manifest for linux/s390x in the manifest list entries",
                "name unknown: repository name not known to registry"
            })
    void advisesToCheckTheReferenceOfAnAbsentImage(String message) {
        assertThat(errors.transfer("pull debian:nope", () -> "The advice.", message, null))
                .isInstanceOf(FixableException.class)
                .hasMessage("Could not pull debian:nope: Docker 27.1 at unix:///run/docker.sock says: " + message
                        + ". Check the reference.");
    }

    @ParameterizedTest
    @EnumSource(EngineQuirks.class)
    void advisesOnARegistryWithoutTls(EngineQuirks quirks) {
        String message = "Get \"https://registry.example.org/v2/\": http: server gave HTTP response to HTTPS client";
        String file = quirks == EngineQuirks.DOCKER ? "daemon.json" : "registries.conf";

        assertThat(new EngineErrors("The engine", quirks).transfer("pull debian:1", () -> "The advice.", message, null))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith(
                        "Could not pull debian:1: The engine says: " + message + ". The registry does not use TLS")
                .hasMessageContaining(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "received unexpected HTTP status: 500 Internal Server Error",
                "dial tcp 127.0.0.1:5000: connect: connection refused",
                "context deadline exceeded"
            })
    void reportsOtherMessagesAsEnvironmentErrors(String message) {
        RuntimeException cause = new RuntimeException();

        assertThat(errors.transfer("pull debian:1", () -> "The advice.", message, cause))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Could not pull debian:1: Docker 27.1 at unix:///run/docker.sock says: " + message + ".")
                .hasCause(cause);
    }

    @Test
    void extractsTheMessageOfTheEngine() {
        assertThat(message("{\"message\":\" two\\nlines \"}\n")).isEqualTo("two\nlines");
        assertThat(message("{\"cause\":\"x\",\"message\":\"y\",\"response\":500}"))
                .isEqualTo("y");
        assertThat(message("{\"errorDetail\":{\"message\":\"z\"},\"error\":\"z\"}"))
                .isEqualTo("z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{broken", "{\"message\":1}", "bad gateway"})
    void returnsTheWholeTextIfItHasNoMessage(String body) {
        assertThat(message(body + "\n")).isEqualTo("Status 500: " + body);
    }

    @Test
    void returnsTheClassOfAnExceptionWithoutMessage() {
        assertThat(EngineErrors.message(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void returnsTheMessageOfAWrappedException() {
        assertThat(EngineErrors.message(new RuntimeException(new IOException("Broken pipe"))))
                .isEqualTo("Broken pipe");
    }

    @Test
    void namesNoPortIfTheConnectionIsClosed() {
        RuntimeException cause = new RuntimeException(new IOException("localhost:2375 failed to respond"));

        assertThat(EngineErrors.message(cause))
                .isEqualTo("the connection was closed before the response; the engine may have stopped or restarted");
    }

    @Test
    void saysThatTheConnectionWasClosedInTheMiddle() {
        RuntimeException cause = new RuntimeException(
                new IOException("Premature end of chunk coded message body: closing chunk expected"));

        assertThat(EngineErrors.message(cause)).startsWith("the connection was closed in the middle of the response;");
    }

    @Test
    void addsTheReasonOfAnOutputThatWasClosed() {
        String attempt = "run sh in the container";
        EngineErrors overSsh = new EngineErrors(
                "Docker at ssh://docker", EngineQuirks.DOCKER, seen -> new IOException("ssh says: reset"));

        assertThat(overSsh.closed(attempt, "it closed the output"))
                .hasMessage(
                        "Could not run sh in the container: Docker at ssh://docker: it closed the output. ssh says: reset."
                                + " Check that the engine runs, then run Maven again.");
        assertThat(errors.closed(attempt, "it closed the output"))
                .hasMessageEndingWith(
                        ": it closed the output. A proxy or a firewall may close a connection without data:"
                                + " allow it for as long as a command may print nothing.");
    }

    @Test
    void addsTheReasonOfAClosedConnection() {
        RuntimeException cause = new RuntimeException(new IOException("localhost:2375 failed to respond"));
        EngineErrors overSsh = new EngineErrors(
                "Docker 27.1",
                EngineQuirks.DOCKER,
                failure -> new IOException("ssh says: Permission denied (publickey). Log in there once"));
        String message = ": Docker 27.1: the connection was closed before the response. ssh says: Permission denied"
                + " (publickey). Log in there once. Check that the engine runs, then run Maven again.";

        assertThat(overSsh.broken("find debian:1", cause)).hasMessage("Could not find debian:1" + message);
        assertThat(overSsh.transfer("pull debian:1", () -> "The advice.", cause))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Could not pull debian:1" + message);
        assertThat(overSsh.broken("find debian:1", new IOException("other"))).hasMessageNotContaining("ssh says");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; the answer has no content.; Check that the engine runs, then run Maven again.",
                "<html>; its answer is not valid JSON: Unexpected character ('<'; Check that the address is that of a Docker"
                        + " or Podman engine, and that no proxy changes its answers.",
            })
    void saysThatAnAnswerIsNotJson(String answer, String problem, String advice) {
        Supplier<Object> call = () -> {
            try {
                return new ObjectMapper().readValue(answer, Version.class);
            } catch (IOException e) {
                throw new DockerClientException(e.getMessage(), e);
            }
        };

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> errors.call("start the container", call))
                .withMessageContaining("unix:///run/docker.sock: " + problem)
                .withMessageEndingWith(advice)
                .withMessageNotContaining("[Source:")
                .satisfies(e -> assertThat(errors.transfer("start the container", () -> "", e.getCause()))
                        .hasMessage(e.getMessage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk is full!", "is the disk full?", "the disk is full."})
    void addsNoSecondPunctuationMark(String message) {
        assertThat(errors.transfer("pull debian:1", () -> "", message, null)).hasMessageEndingWith("says: " + message);
    }

    private static String message(String message) {
        return EngineErrors.message(new InternalServerErrorException(message));
    }

    private static Supplier<Object> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
