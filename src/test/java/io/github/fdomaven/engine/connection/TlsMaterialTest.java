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
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMaterialTest {

    @TempDir
    private Path directory;

    private TestAuthority authority;

    @BeforeEach
    void haveAnAuthority() throws GeneralSecurityException, IOException {
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
                .isThrownBy(() -> TlsMaterial.context(files(names)))
                .withMessage(message.replace("DIR", directory.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void isReadInTheFormOfEachKind(String kind) throws GeneralSecurityException, IOException {
        authority.writeClient(directory, TestAuthority.keys(kind));

        assertThat(Files.readString(directory.resolve("key.pem"))).contains("BEGIN " + kind + " PRIVATE KEY");
        assertThat(TlsMaterial.context(files("ca.pem", "cert.pem", "key.pem"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void isReadInTheFormForAllKinds(String kind) throws GeneralSecurityException, IOException {
        KeyPair keys = TestAuthority.keys(kind);
        authority.writeClient(directory, keys);
        TestAuthority.write(directory.resolve("key.pem"), new JcaPKCS8Generator(keys.getPrivate(), null));

        assertThat(Files.readString(directory.resolve("key.pem"))).contains("BEGIN PRIVATE KEY");
        assertThat(TlsMaterial.context(files("ca.pem", "cert.pem", "key.pem"))).isNotNull();
    }

    @Test
    void needNotBeThereAtAll() {
        assertThat(TlsMaterial.context(files())).isNotNull();
    }

    @Test
    void isRefusedWhereAFileIsMissing() throws GeneralSecurityException, IOException {
        Files.delete(directory.resolve("ca.pem"));
        assertRefused(
                "There is no DIR/ca.pem, which TLS with the engine needs: DOCKER_CERT_PATH names the directory. Put it"
                        + " there, or name another directory.",
                "ca.pem");

        authority.writeClient(directory, TestAuthority.keys("EC"));
        assertRefused(
                "There is DIR/cert.pem, but no key.pem beside it, as DOCKER_CERT_PATH names them: a certificate and its key"
                        + " go together. Add it, or remove the other.",
                "cert.pem");
        assertRefused(
                "There is DIR/key.pem, but no cert.pem beside it, as DOCKER_CERT_PATH names them: a certificate and its key"
                        + " go together. Add it, or remove the other.",
                "key.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void isRefusedWhereTheKeyIsThatOfAnotherCertificate(String kind) throws GeneralSecurityException, IOException {
        authority.writeClient(directory, TestAuthority.keys("EC"));
        TestAuthority.write(
                directory.resolve("key.pem"), TestAuthority.keys(kind).getPrivate());

        assertRefused(
                "The private key in DIR/key.pem is not that of the certificate in DIR/cert.pem, as DOCKER_CERT_PATH names"
                        + " them. Take both from the same place.",
                "cert.pem",
                "key.pem");
    }

    @Test
    void isRefusedWhereTheKeyIsEncrypted() throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair keys = TestAuthority.keys("EC");
        authority.writeClient(directory, keys);
        TestAuthority.write(
                directory.resolve("key.pem"),
                new JcaPKCS8Generator(
                        keys.getPrivate(),
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setPassword("secret".toCharArray())
                                .build()));

        assertRefused(
                "The private key in DIR/key.pem, which DOCKER_CERT_PATH names, is encrypted, and there is nobody to ask for"
                        + " its password. Decrypt it by 'openssl pkey -in DIR/key.pem -out key.pem', in a directory that only"
                        + " you may read.",
                "cert.pem",
                "key.pem");
    }

    @Test
    void isRefusedWhereAFileIsSomethingElse() throws GeneralSecurityException, IOException {
        Files.writeString(directory.resolve("ca.pem"), "nothing of the kind\n");
        assertRefused(
                "There is no certificate in DIR/ca.pem, which DOCKER_CERT_PATH names for TLS with the engine. It must be PEM,"
                        + " with a line '-----BEGIN CERTIFICATE-----' or alike.",
                "ca.pem");

        authority.writeClient(directory, TestAuthority.keys("EC"));
        Files.copy(directory.resolve("cert.pem"), directory.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(
                "There is no private key in DIR/key.pem, which DOCKER_CERT_PATH names for TLS with the engine. It must be PEM,"
                        + " with a line '-----BEGIN PRIVATE KEY-----' or alike.",
                "cert.pem",
                "key.pem");
    }
}
