package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.NoHttpResponseException;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineErrorsTest {

    private final EngineErrors errors = new EngineErrors("Docker 27.1 at unix:///run/docker.sock", EngineQuirks.DOCKER);

    @Test
    void handsOnWhatACallReturns() {
        assertThat(errors.call("start the container", () -> 1)).isEqualTo(1);
        assertThat(errors.callAsAsked("start the container", () -> 1)).isEqualTo(1);
    }

    @Test
    void saysWhatWasAttemptedAndWhatTheEngineSaid() {
        InternalServerErrorException cause =
                new InternalServerErrorException("{\"message\":\"no space left on device\"}\n");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> errors.call("start the container", failing(cause)))
                .withMessage("Could not start the container: Docker 27.1 at unix:///run/docker.sock says: no space left"
                        + " on device.")
                .withCause(cause);
    }

    @Test
    void putsNothingIntoTheEnginesMouthIfItDidNotSpeak() {
        RuntimeException cause = new RuntimeException("Broken pipe");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> errors.call("start the container", failing(cause)))
                .withMessage("Could not start the container: Docker 27.1 at unix:///run/docker.sock: Broken pipe.")
                .withCause(cause);
    }

    @Test
    void leavesOurOwnFailuresAsTheyAre() {
        FixableException ours = new FixableException("ours");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> errors.call("start the container", failing(ours)))
                .isSameAs(ours);
    }

    @Test
    void blamesTheSettingsForARefusalOfWhatTheyAskedFor() {
        NotFoundException cause = new NotFoundException("{\"message\":\"network nowhere not found\"}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> errors.callAsAsked("start the container", failing(cause)))
                .withMessage("Could not start the container: Docker 27.1 at unix:///run/docker.sock says: network"
                        + " nowhere not found. Check <network> (-Dfdo.network) and <platform> (-Dfdo.distribution.platform),"
                        + " where they are set, and that the base has a shell.")
                .withCause(cause);
    }

    @Test
    void blamesTheEnvironmentForWhatBrokeInTheEngine() {
        InternalServerErrorException cause = new InternalServerErrorException("{\"message\":\"no bridge\"}");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> errors.callAsAsked("start the container", failing(cause)))
                .withMessageEndingWith(" says: no bridge.");
    }

    @Test
    void blamesTheEnvironmentForABrokenConnectionWhateverWasAskedFor() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(
                        () -> errors.callAsAsked("start the container", failing(new RuntimeException("Broken pipe"))));
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
    void saysHowToGiveCredentialsWhereARegistryRefuses(String words) {
        FdoException failure = errors.transfer("push the image", () -> "The advice.", words, null);

        assertThat(failure)
                .isInstanceOf(FixableException.class)
                .hasMessage("Could not push the image: Docker 27.1 at unix:///run/docker.sock says: " + words
                        + ". The advice.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest for debian:nope not found: manifest unknown: manifest unknown",
                "no matching manifest for linux/s390x in the manifest list entries",
                "name unknown: repository name not known to registry"
            })
    void blamesTheReferenceForAnImageThatIsNotThere(String words) {
        assertThat(errors.transfer("pull debian:nope", () -> "The advice.", words, null))
                .isInstanceOf(FixableException.class)
                .hasMessage("Could not pull debian:nope: Docker 27.1 at unix:///run/docker.sock says: " + words
                        + ". Check the reference.");
    }

    @ParameterizedTest
    @EnumSource(EngineQuirks.class)
    void saysHowAnEngineIsToldThatARegistrySpeaksNoTls(EngineQuirks dialect) {
        String words = "Get \"https://registry.example.org/v2/\": http: server gave HTTP response to HTTPS client";
        String file = dialect == EngineQuirks.DOCKER ? "daemon.json" : "registries.conf";

        assertThat(new EngineErrors("The engine", dialect).transfer("pull debian:1", () -> "The advice.", words, null))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith(
                        "Could not pull debian:1: The engine says: " + words + ". The registry speaks no TLS")
                .hasMessageContaining(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "received unexpected HTTP status: 500 Internal Server Error",
                "dial tcp 127.0.0.1:5000: connect: connection refused",
                "context deadline exceeded"
            })
    void blamesTheEnvironmentForTheRest(String words) {
        RuntimeException cause = new RuntimeException();

        assertThat(errors.transfer("pull debian:1", () -> "The advice.", words, cause))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Could not pull debian:1: Docker 27.1 at unix:///run/docker.sock says: " + words + ".")
                .hasCause(cause);
    }

    @Test
    void findsTheEnginesWordsInWhatDockerJavaMakesOfThem() {
        assertThat(words("{\"message\":\" two\\nlines \"}\n")).isEqualTo("two\nlines");
        assertThat(words("{\"cause\":\"x\",\"message\":\"y\",\"response\":500}"))
                .isEqualTo("y");
        assertThat(words("{\"errorDetail\":{\"message\":\"z\"},\"error\":\"z\"}"))
                .isEqualTo("z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{broken", "{\"message\":1}", "bad gateway"})
    void showsTheWholeIfThereAreNoSuchWords(String body) {
        assertThat(words(body + "\n")).isEqualTo("Status 500: " + body);
    }

    @Test
    void showsTheKindOfAFailureWithoutWords() {
        assertThat(EngineErrors.words(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void leavesOutTheNamesOfClassesAroundAFailure() {
        assertThat(EngineErrors.words(new RuntimeException(new IOException("Broken pipe"))))
                .isEqualTo("Broken pipe");
    }

    @Test
    void namesNoPortWhereTheEngineBreaksOff() {
        RuntimeException cause = new RuntimeException(new NoHttpResponseException("localhost:2375 failed to respond"));

        assertThat(EngineErrors.words(cause))
                .isEqualTo("it broke off the connection before it answered, as when it ends or is started anew");
    }

    private static String words(String message) {
        return EngineErrors.words(new InternalServerErrorException(message));
    }

    private static Supplier<Object> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
