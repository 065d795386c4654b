package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs tokens, and has the certificate by which a registry can tell that they are genuine. */
final class SigningKey {

    private static final String ALIAS = "tokens";
    private static final String PASSWORD = "changeit";

    private final PrivateKey key;
    private final byte[] certificate;
    private final Path certificateFile;

    SigningKey(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("keys.p12");
        Files.deleteIfExists(file);
        makePair(file);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        key = (PrivateKey) keys.getKey(ALIAS, PASSWORD.toCharArray());
        certificate = keys.getCertificate(ALIAS).getEncoded();
        certificateFile = Files.writeString(
                directory.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** The JDK itself has no way to make a certificate but this program. */
    private static void makePair(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=tokens",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    /** The certificate, in a file as a registry's rootcertbundle has it. */
    Path certificate() {
        return certificateFile;
    }

    /** A JSON Web Token, with the certificate in its header. */
    String sign(Map<String, ?> claims) throws IOException {
        Map<String, ?> header = Map.of(
                "typ", "JWT", "alg", "RS256", "x5c", List.of(Base64.getEncoder().encodeToString(certificate)));
        ObjectMapper json = new ObjectMapper();
        String signed = encoded(json.writeValueAsBytes(header)) + "." + encoded(json.writeValueAsBytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
