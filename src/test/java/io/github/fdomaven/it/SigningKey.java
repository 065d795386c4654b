package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs tokens. A registry trusts them by the certificate of this key. */
final class SigningKey {

    private final TestAuthority authority = new TestAuthority("tokens", "RSA");
    private final Path certificate;

    SigningKey(Path directory) throws IOException, GeneralSecurityException {
        authority.writeTo(directory);
        certificate = directory.resolve("ca.pem");
    }

    /** {@return the file with the certificate, for the rootcertbundle of a registry} */
    Path certificate() {
        return certificate;
    }

    /** {@return a JSON Web Token with the certificate in its header} */
    String sign(Map<String, ?> claims) throws IOException {
        String x5c = Base64.getEncoder().encodeToString(authority.certificate());
        ObjectMapper json = new ObjectMapper();
        String header = encode(json.writeValueAsBytes(Map.of("typ", "JWT", "alg", "RS256", "x5c", List.of(x5c))));
        String signed = header + "." + encode(json.writeValueAsBytes(claims));
        return signed + "." + encode(authority.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
