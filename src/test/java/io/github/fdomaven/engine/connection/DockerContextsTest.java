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

    private Optional<EngineDiscovery.Candidate> current() {
        return new DockerContexts(directory).current(Optional.empty());
    }

    private void use(String name) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"currentContext\": \"" + name + "\"}");
    }

    private void useContext(String name, String endpoint) throws IOException {
        write(directory, name, endpoint);
        use(name);
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::current)
                .withMessage(message.replace("DIR", directory.toString()));
    }

    @Test
    void findsNothingWithoutDocker() {
        assertThat(new DockerContexts(directory.resolve("missing")).current(Optional.empty()))
                .isEmpty();
    }

    @Test
    void findsNothingForTheDefaultContext() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{}");
        assertThat(current()).isEmpty();

        use("default");
        assertThat(current()).isEmpty();

        use("remote");
        assertThat(new DockerContexts(directory).current(Optional.of("default")))
                .isEmpty();
    }

    @Test
    void readsTheFilesOfDocker() throws IOException {
        useContext("remote", "{\"Host\": \"ssh://me@docker\", \"SkipTLSVerify\": false}");

        assertThat(current())
                .contains(new EngineDiscovery.Candidate(
                        "Docker context 'remote' of " + directory.resolve("config.json"),
                        EngineAddress.parse("ssh://me@docker"),
                        true));
    }

    @Test
    void readsTheTlsFilesOfAContext() throws IOException {
        useContext("remote", "{\"Host\": \"tcp://docker:2376\", \"SkipTLSVerify\": false}");
        Path tls = directory.resolve("contexts/tls").resolve(id("remote")).resolve("docker");
        Files.createDirectories(tls);
        Files.createFile(tls.resolve("ca.pem"));

        TlsFiles files = ((TcpAddress) current().orElseThrow().address()).tls().orElseThrow();

        assertThat(files.authority()).contains(tls.resolve("ca.pem"));
        assertThat(files.certificate()).isEmpty();
    }

    @Test
    void refusesAContextWithoutItsTlsFiles() throws IOException {
        useContext("remote", "{\"Host\": \"tcp://docker:2376\"}");
        Files.createDirectories(directory.resolve("contexts/tls").resolve(id("remote")));

        assertRefused("Docker context 'remote' of DIR/config.json has files for TLS in DIR/contexts/tls/" + id("remote")
                + ", but ca.pem, cert.pem and key.pem cannot be found there. Make them readable, or create the context"
                + " again.");
    }

    @Test
    void refusesTlsWithoutVerification() throws IOException {
        useContext("remote", "{\"Host\": \"tcp://docker:2376\", \"SkipTLSVerify\": true}");

        assertRefused(
                "Docker context 'remote' of DIR/config.json asks for TLS without verification (SkipTLSVerify) of the"
                        + " engine at tcp://docker:2376. Any machine in between could then read the credentials of registries. Give the"
                        + " context the engine's ca.pem: 'docker context update remote --docker"
                        + " host=tcp://docker:2376,ca=ca.pem,cert=cert.pem,key=key.pem'.");
    }

    @Test
    void listsTheContextsIfOneDoesNotExist() throws IOException {
        use("elsewhere");
        assertRefused(
                "Docker context 'elsewhere' of DIR/config.json does not exist. The contexts are default. Name one of"
                        + " them, or create it by 'docker context create'.");

        write(directory, "remote", "{\"Host\": \"tcp://docker:2376\"}");
        write(directory, "other", "{\"Host\": \"tcp://docker:2376\"}");
        write(directory, "broken", "{");
        assertRefused(
                "Docker context 'elsewhere' of DIR/config.json does not exist. The contexts are default, other, remote."
                        + " Name one of them, or create it by 'docker context create'.");
    }

    @Test
    void refusesAContextWithoutAnEngine() throws IOException {
        useContext("cluster", "{}");

        assertRefused("Docker context 'cluster' of DIR/config.json has no engine: DIR/contexts/meta/" + id("cluster")
                + "/meta.json has no Host for docker. Use another context.");
    }

    @Test
    void refusesAnInvalidAddress() throws IOException {
        useContext("windows", "{\"Host\": \"npipe:////./pipe/docker_engine\"}");

        assertRefused("Docker context 'windows' of DIR/config.json: 'npipe:////./pipe/docker_engine' is not the address"
                + " of a container engine: named pipes of Windows are not supported. "
                + EngineAddress.VALID_FORMS + ".");
    }

    @Test
    void showsNothingOfAFileThatIsNotJson() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"auths\": secret");

        assertRefused("DIR/config.json is not JSON. Correct the file, or name an engine by DOCKER_HOST.");
    }

    @Test
    void refusesFilesThatDockerDidNotWrite() throws IOException {
        Files.createSymbolicLink(directory.resolve("config.json"), Path.of("/dev/zero"));
        assertRefused(
                "DIR/config.json is not a file that Docker wrote. Correct the file, or name an engine by DOCKER_HOST.");

        Files.delete(directory.resolve("config.json"));
        Files.writeString(directory.resolve("config.json"), " ".repeat(1024 * 1024 + 1));
        assertRefused(
                "DIR/config.json is not a file that Docker wrote. Correct the file, or name an engine by DOCKER_HOST.");
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
