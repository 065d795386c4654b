package io.github.fdomaven.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of private keys that other programs write and Java cannot use for TLS. */
enum KeyKind {
    /** The programs that write this format do not convert it. */
    OPENSSH_ED25519("an Ed25519 key in OpenSSH's format", text("openssh-key-v1"), text("ssh-ed25519")),
    OPENSSH("in OpenSSH's format", text("openssh-key-v1")),
    DSA("a DSA key", "06072a8648ce380401"),
    DIFFIE_HELLMAN("a Diffie-Hellman key", "06092a864886f70d010301"),
    RSA_PSS("an RSA-PSS key", "06092a864886f70d01010a"),
    X25519("an X25519 key", "06032b656e"),
    X448("an X448 key", "06032b656f"),
    SECP256K1("an EC key of the curve secp256k1", "06052b8104000a"),
    SECP224R1("an EC key of the curve P-224", "06052b81040021"),
    BRAINPOOL("an EC key of a Brainpool curve", "06092b24030302080101"),
    SM2("an SM2 key", "06082a811ccf5501822d"),
    EXPLICIT_CURVE("an EC key that does not name its curve", "06072a8648ce3d0101");

    private static final String NEW_KEY =
            "Create another key by 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out new-key.pem', and a"
                    + " certificate for it.";

    private final String description;
    private final String[] signs;

    /** The signs are parts of the key, in hexadecimal digits: the encoded identifier of an algorithm, or a text. */
    KeyKind(String description, String... signs) {
        this.description = description;
        this.signs = signs;
    }

    private static String text(String sign) {
        return HexFormat.of().formatHex(sign.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the kind of a key, if it is one of these. */
    static Optional<KeyKind> of(byte[] key) {
        String digits = HexFormat.of().formatHex(key);
        return Stream.of(values())
                .filter(kind -> Stream.of(kind.signs).allMatch(digits::contains))
                .findFirst();
    }

    /** Why the key cannot be read, as the end of a sentence. */
    String problem() {
        return "it is " + description + ", which Java cannot use for TLS";
    }

    /** What the user can do. */
    String advice(Path file) {
        return switch (this) {
            case OPENSSH ->
                "Copy it to new-key.pem, and convert the copy by 'ssh-keygen -p -N \"\" -m PKCS8 -f new-key.pem'.";
            case EXPLICIT_CURVE ->
                "Convert it by 'openssl pkey -in " + file + " -ec_param_enc named_curve -out new-key.pem'.";
            default -> NEW_KEY;
        };
    }
}
