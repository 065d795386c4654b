package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.Secrets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineVersionTest {

    private static void assertRejected(int status, String body, String reason) {
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> EngineVersion.parse(status, body))
                .withMessage(reason);
    }

    @Test
    void readsThePlatformOfTheEngine() throws NoAnswerException {
        String body = "{\"Version\": \"28.5.2\", \"ApiVersion\": \"1.51\", \"Os\": \"linux\", \"Arch\": \"arm64\"}";

        assertThat(EngineVersion.parse(200, body).platform()).contains(Platform.parse("linux/arm64"));
    }

    @Test
    void distinguishesDockerAndPodman() throws NoAnswerException {
        assertThat(EngineVersion.parse(200, "{\"Version\": \"28.5.2\", \"ApiVersion\": \"1.51\"}"))
                .isEqualTo(new EngineVersion(EngineQuirks.DOCKER, "28.5.2", Optional.empty()));
        assertThat(
                        EngineVersion.parse(
                                200,
                                "{\"Components\": [{\"Name\": \"Podman Engine\"}], \"Version\": \"4.3.1\", \"ApiVersion\": \"1.41\"}"))
                .isEqualTo(new EngineVersion(EngineQuirks.PODMAN, "4.3.1", Optional.empty()));
    }

    @Test
    void rejectsAnEngineThatIsTooOld() {
        assertRejected(
                200,
                "{\"Version\": \"19.03.15\", \"ApiVersion\": \"1.40\"}",
                "Docker 19.03.15 is too old: it has version 1.40 of the Docker API, and 1.41 is required. Use Docker 20.10,"
                        + " Podman 4 or later");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "42",
                "<html>",
                "{}",
                "{\"ApiVersion\": 1}",
                "{\"ApiVersion\": \"newest\"}",
                "{"
            })
    void rejectsOtherServers(String body) {
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> EngineVersion.parse(200, body))
                .withMessageStartingWith("the server is not a container engine: status 200, ");
    }

    @Test
    void quotesTheResponseOfAnotherServerInOneShortLine() {
        assertRejected(
                404,
                "<html>\n<h1>Not found</h1>\n</html>\n",
                "the server is not a container engine: status 404, '<html> <h1>Not found</h1> </html>'");
        assertRejected(502, " ", "the server is not a container engine: status 502, empty body");
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> EngineVersion.parse(200, "x".repeat(1000)))
                .satisfies(e -> assertThat(new Secrets().redact(e.getMessage()))
                        .isEqualTo("the server is not a container engine: status 200, '" + "x".repeat(120) + "…'"));
    }

    @Test
    void recognizesAnEngineThatRequiresTls() {
        assertRejected(
                400,
                "Client sent an HTTP request to an HTTPS server.\n",
                "it requires TLS. Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the directory with ca.pem, cert.pem and"
                        + " key.pem");
    }
}
