package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {

    @TempDir
    private Path directory;

    private TestAuthority authority;

    @BeforeEach
    void createAuthority() throws GeneralSecurityException, IOException {
        authority = new TestAuthority("authority");
        authority.writeTo(directory);
    }

    private TlsFiles files(String... names) {
        return new TlsFiles("DOCKER_CERT_PATH", file("ca.pem", names), file("cert.pem", names), file("key.pem", names));
    }

    private Optional<Path> file(String name, String... names) {
        return Optional.of(directory.resolve(name))
                .filter(file -> List.of(names).contains(name));
    }

    private void assertRefused(String message, String... names) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> files(names).context())
                .withMessage(message.replace("DIR", directory.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void presentsACertificate(String algorithm) throws GeneralSecurityException, IOException {
        authority.writeClient(directory, TestAuthority.keys(algorithm));

        assertThat(files("ca.pem", "cert.pem", "key.pem").context()).isNotNull();
    }

    @Test
    void needsNoFiles() {
        assertThat(files().context()).isNotNull();
    }

    @Test
    void refusesAMissingFile() throws GeneralSecurityException, IOException {
        Files.delete(directory.resolve("ca.pem"));
        assertRefused(
                "TLS with the engine needs DIR/ca.pem, which does not exist. DOCKER_CERT_PATH names the directory. Put the"
                        + " file there, or name another directory.",
                "ca.pem");

        authority.writeClient(directory, TestAuthority.keys("EC"));
        assertRefused(
                "DIR/cert.pem exists without key.pem in the directory that DOCKER_CERT_PATH names. A certificate needs its"
                        + " key. Add the missing file, or remove the other.",
                "cert.pem");
        assertRefused(
                "DIR/key.pem exists without cert.pem in the directory that DOCKER_CERT_PATH names. A certificate needs its"
                        + " key. Add the missing file, or remove the other.",
                "key.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void refusesTheKeyOfAnotherCertificate(String algorithm) throws GeneralSecurityException, IOException {
        authority.writeClient(directory, TestAuthority.keys("EC"));
        TestAuthority.write(
                directory.resolve("key.pem"), TestAuthority.keys(algorithm).getPrivate());

        assertRefused(
                "The private key in DIR/key.pem does not belong to the certificate in DIR/cert.pem, which DOCKER_CERT_PATH"
                        + " names. Take both files from the same place.",
                "cert.pem",
                "key.pem");
    }

    @Test
    void refusesAFileWithoutTheExpectedContent() throws GeneralSecurityException, IOException {
        Files.writeString(directory.resolve("ca.pem"), "nothing of the kind\n");
        assertRefused(
                "DIR/ca.pem, which DOCKER_CERT_PATH names for TLS with the engine, contains no certificate. It must be a file"
                        + " in PEM format, with a line such as '-----BEGIN CERTIFICATE-----'.",
                "ca.pem");

        authority.writeClient(directory, TestAuthority.keys("EC"));
        Files.copy(directory.resolve("cert.pem"), directory.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(
                "DIR/key.pem, which DOCKER_CERT_PATH names for TLS with the engine, contains no private key. It must be a file"
                        + " in PEM format, with a line such as '-----BEGIN PRIVATE KEY-----'.",
                "cert.pem",
                "key.pem");
    }
}
