package io.github.fdomaven.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads files that openssl writes. */
class PemFileTest {

    private static final String CERTIFICATE = "openssl req -x509 -key key.pem -subj /CN=%s -days 1";

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path directory;

    /** Runs a shell script in the directory. */
    private void run(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-ec", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("%s: %s", script, output).isZero();
    }

    private PemFile file(String name) {
        return PemFile.read(directory.resolve(name), "DOCKER_CERT_PATH", "the engine");
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    /** Checks that key.pem is the key of a certificate that openssl writes for it. */
    private void assertReadsKey() throws GeneralSecurityException, IOException, InterruptedException {
        run(CERTIFICATE.formatted("test") + " -out cert.pem");
        PrivateKey key = file("key.pem").privateKey();
        X509Certificate certificate = file("cert.pem").certificates().get(0);
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(CONTENT);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(CONTENT);
        assertThat(signature.verify(signed)).isTrue();
    }

    private void assertRefused(String name, String... parts) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> file(name).privateKey())
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "openssl genrsa -traditional 2048; RSA PRIVATE KEY",
                "openssl genrsa -traditional 4096; RSA PRIVATE KEY",
                "openssl genpkey -algorithm RSA; PRIVATE KEY",
                "openssl ecparam -genkey -noout -name prime256v1; EC PRIVATE KEY",
                "openssl ecparam -genkey -name secp384r1; EC PRIVATE KEY",
                "openssl ecparam -genkey -noout -name secp521r1; EC PRIVATE KEY",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256; PRIVATE KEY",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384; PRIVATE KEY",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521; PRIVATE KEY",
                "openssl genpkey -algorithm ED25519; PRIVATE KEY",
            })
    void readsPrivateKeys(String command, String label)
            throws GeneralSecurityException, IOException, InterruptedException {
        run(command + " > key.pem");

        assertThat(text("key.pem")).contains("-----BEGIN " + label + "-----");
        assertReadsKey();
    }

    @Test
    void ignoresTextAroundTheBlocks() throws GeneralSecurityException, IOException, InterruptedException {
        run("openssl ecparam -genkey -noout -name prime256v1 > key.pem");
        write("key.pem", "\u00ef\u00bb\u00bfKey of M\u00fcller\n" + text("key.pem") + "the end\n");
        assertReadsKey();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", " \n"})
    void readsOtherLineEnds(String lineEnd) throws GeneralSecurityException, IOException, InterruptedException {
        run("openssl genrsa -traditional 2048 > key.pem");
        String text = text("key.pem").replace("\n", lineEnd);
        assertReadsKey();
        PrivateKey key = file("key.pem").privateKey();

        write("key.pem", text);

        assertThat(file("key.pem").privateKey()).isEqualTo(key);
    }

    @Test
    void readsTheKeyBesideOtherBlocks() throws GeneralSecurityException, IOException, InterruptedException {
        run("openssl genpkey -algorithm ED25519 > key.pem; " + CERTIFICATE.formatted("first") + " -out all.pem;"
                + " openssl pkey -in key.pem -pubout >> all.pem; cat key.pem >> all.pem; mv all.pem key.pem");
        assertReadsKey();
    }

    @Test
    void readsAChainOfCertificatesInTheirOrder() throws GeneralSecurityException, IOException, InterruptedException {
        run("openssl genpkey -algorithm ED25519 > key.pem; for name in leaf middle root; do "
                + CERTIFICATE.formatted("$name") + " -text >> chain.pem; done");

        assertThat(file("chain.pem").certificates())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=leaf", "CN=middle", "CN=root");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "openssl genrsa -traditional -aes256 -passout pass:secret 2048; Proc-Type: 4,ENCRYPTED",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:secret; BEGIN ENCRYPTED",
            })
    void refusesEncryptedKeys(String command, String sign) throws IOException, InterruptedException {
        run(command + " > key.pem");

        assertThat(text("key.pem")).contains(sign);
        assertRefused(
                "key.pem",
                "key.pem, which DOCKER_CERT_PATH names, is encrypted, and Maven cannot ask for its password.",
                "'openssl pkey -in " + directory.resolve("key.pem") + " -out new-key.pem'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1; an EC key of the curve secp256k1",
                "openssl ecparam -genkey -noout -name secp256k1; an EC key of the curve secp256k1",
                "openssl ecparam -genkey -name secp224r1; an EC key of the curve P-224",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1; an EC key of a Brainpool curve",
                "openssl genpkey -algorithm X25519; an X25519 key",
                "openssl genpkey -algorithm X448; an X448 key",
                "openssl genpkey -algorithm SM2; an SM2 key",
                "openssl genpkey -algorithm RSA-PSS; an RSA-PSS key",
                "openssl genpkey -algorithm DH -pkeyopt group:ffdhe2048; a Diffie-Hellman key",
                "openssl dsaparam -genkey -noout 1024; a DSA key",
            })
    void namesTheKindOfAKeyThatJavaCannotUse(String command, String kind) throws Exception {
        run(command + " > key.pem");

        assertRefused(
                "key.pem",
                directory.resolve("key.pem") + ", which DOCKER_CERT_PATH names: it is " + kind
                        + ", which Java cannot use for TLS. Create another key by '");

        run(command("Create another key by '([^']+)'") + "; mv new-key.pem key.pem");
        assertReadsKey();
    }

    @Test
    void namesTheKindOfADsaKeyInItsOwnFormat() throws IOException {
        write("key.pem", "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----\n");

        assertRefused("key.pem", "it is a DSA key, which Java cannot use for TLS. Create another key by ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl ecparam -genkey -noout -name prime256v1 -param_enc explicit",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
            })
    void saysHowToConvertAKeyThatDoesNotNameItsCurve(String command) throws Exception {
        run(command + " > explicit.pem; mv explicit.pem key.pem");
        assertRefused(
                "key.pem", "it is an EC key that does not name its curve, which Java cannot use for TLS. Convert");

        run(command("Convert it by '([^']+)'") + "; mv new-key.pem key.pem");

        assertReadsKey();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-rsa", "ecdsa-sha2-nistp256"})
    void saysHowToConvertAKeyOfOpenSsh(String kind) throws IOException {
        write("key.pem", openSsh(kind));

        assertRefused(
                "key.pem",
                "it is in OpenSSH's format, which Java cannot use for TLS. Copy it to new-key.pem, and convert the copy by"
                        + " 'ssh-keygen -p -N \"\" -m PKCS8 -f new-key.pem'.");
    }

    @Test
    void wantsAnotherKeyInsteadOfAnEd25519KeyOfOpenSsh() throws IOException {
        write("key.pem", openSsh("ssh-ed25519"));

        assertRefused("key.pem", "it is an Ed25519 key in OpenSSH's format", "Create another key by ");
    }

    /** The beginning of what ssh-keygen writes. */
    private static String openSsh(String kind) {
        byte[] key = ("openssh-key-v1\0none" + kind).getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    @Test
    void saysHowToDecryptAKeyWithAnOldEncryption() throws Exception {
        run("openssl genpkey -algorithm ED25519 | openssl pkcs8 -topk8 -v1 PBE-MD5-DES -provider legacy"
                + " -provider default -passout pass:secret > key.pem");
        assertRefused("key.pem", "is encrypted", " -provider legacy -provider default'");

        run(command("'(openssl pkey [^']+)'") + " -passin pass:secret; mv new-key.pem key.pem");

        assertReadsKey();
    }

    /** The command in the message about key.pem. */
    private String command(String pattern) {
        Throwable refusal = catchThrowable(() -> file("key.pem").privateKey());
        Matcher command = Pattern.compile(pattern).matcher(refusal.getMessage());
        assertThat(command.find()).as(refusal.getMessage()).isTrue();
        return command.group(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "OTHER PRIVATE KEY; AAAA; the format 'OTHER PRIVATE KEY'",
                "EC PRIVATE KEY; MA==; it is incomplete",
                "EC PRIVATE KEY; AAAA; it is damaged",
                "EC PRIVATE KEY; MAYCAQEEAQE=; it does not name its curve",
                "PRIVATE KEY; AAAA; it is damaged, or of a kind that Java does not know",
                "RSA PRIVATE KEY; A; it is damaged, or of a kind that Java does not know",
            })
    void refusesKeysThatItCannotRead(String label, String base64, String reason) throws IOException {
        write("key.pem", "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
        assertRefused("key.pem", "Could not read the private key in ", reason, "Use an RSA, EC or Ed25519 key");
    }

    @Test
    void refusesABlockWithoutEnd() throws IOException {
        write("key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n");
        assertRefused("key.pem", "Could not read ", "the line '-----END PRIVATE KEY-----' is missing");
    }

    @Test
    void refusesADamagedCertificate() throws IOException {
        write("cert.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> file("cert.pem").certificates())
                .withMessageStartingWith("Could not read " + directory.resolve("cert.pem")
                        + ", which DOCKER_CERT_PATH names for TLS with the engine: ");
    }
}
