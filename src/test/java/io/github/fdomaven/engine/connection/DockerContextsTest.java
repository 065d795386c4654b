package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContextsTest {

    @TempDir
    private Path directory;

    private Optional<EngineCandidate> current() {
        return new DockerContexts(directory).current(Optional.empty());
    }

    private void use(String name) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"currentContext\": \"" + name + "\"}");
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::current)
                .withMessage(message.replace("DIR", directory.toString()));
    }

    @Test
    void areNoneWithoutDocker() {
        assertThat(new DockerContexts(directory.resolve("missing")).current(Optional.empty()))
                .isEmpty();
    }

    @Test
    void areNoneWhereTheDefaultIsUsed() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{}");
        assertThat(current()).isEmpty();

        use("default");
        assertThat(current()).isEmpty();

        use("remote");
        assertThat(new DockerContexts(directory).current(Optional.of("default")))
                .isEmpty();
    }

    @Test
    void areReadFromDockersFiles() throws IOException {
        write(directory, "remote", "{\"Host\": \"ssh://me@docker\", \"SkipTLSVerify\": false}");
        use("remote");

        assertThat(current())
                .contains(new EngineCandidate(
                        "the Docker context 'remote' of " + directory.resolve("config.json"),
                        EngineAddress.parse("ssh://me@docker"),
                        true));
    }

    @Test
    void bringTheirTls() throws IOException {
        write(directory, "remote", "{\"Host\": \"tcp://docker:2376\", \"SkipTLSVerify\": false}");
        use("remote");
        Path tls = directory.resolve("contexts/tls").resolve(id("remote")).resolve("docker");
        Files.createDirectories(tls);
        Files.createFile(tls.resolve("ca.pem"));

        TlsFiles files = ((TcpAddress) current().orElseThrow().address()).tls().orElseThrow();

        assertThat(files.authority()).contains(tls.resolve("ca.pem"));
        assertThat(files.certificate()).isEmpty();
    }

    @Test
    void haveNoTlsThatGotLost() throws IOException {
        write(directory, "remote", "{\"Host\": \"tcp://docker:2376\"}");
        use("remote");
        Files.createDirectories(directory.resolve("contexts/tls").resolve(id("remote")));

        assertRefused(
                "The Docker context 'remote' of DIR/config.json has TLS material in DIR/contexts/tls/" + id("remote")
                        + ", but none of ca.pem, cert.pem and key.pem can be seen there. Make it readable, or make the context anew.");
    }

    @Test
    void haveNoTlsThatVerifiesNothing() throws IOException {
        write(directory, "remote", "{\"Host\": \"tcp://docker:2376\", \"SkipTLSVerify\": true}");
        use("remote");

        assertRefused("The Docker context 'remote' of DIR/config.json asks for TLS with an engine that is not verified"
                + " (SkipTLSVerify), at tcp://docker:2376, which would hand the credentials of registries to anybody. Give it"
                + " the engine's authority: 'docker context update remote --docker"
                + " host=tcp://docker:2376,ca=ca.pem,cert=cert.pem,key=key.pem'.");
    }

    @Test
    void areListedWhereOneIsMissing() throws IOException {
        use("elsewhere");
        assertRefused(
                "There is no Docker context 'elsewhere', which DIR/config.json names: there are default. Name one of"
                        + " these, or make it with 'docker context create'.");

        write(directory, "remote", "{\"Host\": \"tcp://docker:2376\"}");
        write(directory, "other", "{\"Host\": \"tcp://docker:2376\"}");
        write(directory, "broken", "{");
        assertRefused(
                "There is no Docker context 'elsewhere', which DIR/config.json names: there are default, other, remote."
                        + " Name one of these, or make it with 'docker context create'.");
    }

    @Test
    void areRefusedWithoutAnEngine() throws IOException {
        write(directory, "cluster", "{}");
        use("cluster");

        assertRefused("The Docker context 'cluster' of DIR/config.json has no engine: DIR/contexts/meta/"
                + id("cluster") + "/meta.json has no Host for docker. Use another one.");
    }

    @Test
    void areRefusedWithAnAddressThatMakesNoSense() throws IOException {
        write(directory, "windows", "{\"Host\": \"npipe:////./pipe/docker_engine\"}");
        use("windows");

        assertRefused(
                "the Docker context 'windows' of DIR/config.json: 'npipe:////./pipe/docker_engine' is not the address"
                        + " of a container engine: named pipes of Windows are not supported; "
                        + EngineAddress.VALID_FORMS + ".");
    }

    @Test
    void showNothingOfAFileThatIsNotJson() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"auths\": secret");

        assertRefused("DIR/config.json is not JSON. Mend it, or name an engine by DOCKER_HOST.");
    }

    @Test
    void areNotReadFromWhatDockerDoesNotWrite() throws IOException {
        Files.createSymbolicLink(directory.resolve("config.json"), Path.of("/dev/zero"));
        assertRefused("DIR/config.json is no file of Docker's. Mend it, or name an engine by DOCKER_HOST.");

        Files.delete(directory.resolve("config.json"));
        Files.writeString(directory.resolve("config.json"), " ".repeat(1024 * 1024 + 1));
        assertRefused("DIR/config.json is no file of Docker's. Mend it, or name an engine by DOCKER_HOST.");
    }

    /** Writes a context as Docker does. */
    static void write(Path directory, String name, String endpoint) throws IOException {
        Path meta = directory.resolve("contexts/meta").resolve(id(name));
        Files.createDirectories(meta);
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\": \"" + name + "\", \"Metadata\": {}, \"Endpoints\": {\"docker\": " + endpoint + "}}");
    }

    private static String id(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
