package io.github.fdomaven.tls;

import io.github.fdomaven.support.FixableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with certificates or a private key, in PEM format. Text before, between and after the blocks is ignored. */
final class PemFile {

    private static final Pattern BEGIN = Pattern.compile(".*-----BEGIN ([A-Z0-9 ]+)-----\\s*");
    private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE");

    private static final String READABLE_KEY = "Use an RSA, EC or Ed25519 key as openssl writes it, with a line such as"
            + " '-----BEGIN PRIVATE KEY-----'.";

    private final Path file;
    private final String origin;
    private final String server;
    private final List<Block> blocks;

    private PemFile(Path file, String origin, String server, List<Block> blocks) {
        this.file = file;
        this.origin = origin;
        this.server = server;
        this.blocks = blocks;
    }

    /**
     * What stands between a BEGIN line and its END line.
     *
     * @param label the label of both lines, such as {@code CERTIFICATE}
     * @param text Base64, in an encrypted block after headers
     */
    private record Block(String label, String text) {

        private boolean isEncrypted() {
            return label.startsWith("ENCRYPTED") || text.contains("ENCRYPTED");
        }

        /**
         * Whether PKCS#8 names an algorithm that OpenSSL 3 decrypts on demand only: those of PKCS#5 before PBES2, and of
         * PKCS#12.
         */
        private boolean isOldEncryption() {
            return label.startsWith("ENCRYPTED")
                    && HexFormat.of()
                            .formatHex(bytes())
                            .matches("(?s).*(2a864886f70d0105(?!0[cd])|2a864886f70d010c01).*");
        }

        /** The kind of a key that Java cannot use, if it is known. */
        private Optional<KeyKind> kind(byte[] curve) {
            try {
                return label.startsWith("DSA ")
                        ? Optional.of(KeyKind.DSA)
                        : KeyKind.of(bytes()).or(() -> KeyKind.of(curve));
            } catch (IllegalArgumentException e) {
                // The key is not valid Base64.
                return Optional.empty();
            }
        }

        private byte[] bytes() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    /**
     * Reads a file.
     *
     * @param origin the setting that names the file, for a message
     * @param server the server that the file is for, for a message
     */
    static PemFile read(Path file, String origin, String server) {
        try {
            // The text around the blocks may have any encoding.
            return new PemFile(file, origin, server, blocks(Files.readString(file, StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException e) {
            throw new FixableException(
                    "TLS with " + server + " needs " + file + ", which does not exist. " + origin
                            + " names the directory. Put the file there, or name another directory.",
                    e);
        } catch (IOException e) {
            throw unreadable(file, origin, server, e);
        }
    }

    private static List<Block> blocks(String content) throws IOException {
        List<Block> blocks = new ArrayList<>();
        String label = null;
        StringBuilder text = new StringBuilder();
        for (String line : content.lines().toList()) {
            Matcher begin = BEGIN.matcher(line);
            if (begin.matches()) {
                label = begin.group(1);
                text.setLength(0);
            } else if (label != null && line.strip().equals("-----END " + label + "-----")) {
                blocks.add(new Block(label, text.toString()));
                label = null;
            } else {
                text.append(line).append('\n');
            }
        }
        if (label != null) {
            throw new IOException("the line '-----END " + label + "-----' is missing");
        }
        return blocks;
    }

    /** Returns the certificates, at least one. */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (CERTIFICATES.contains(block.label())) {
                try {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    throw unreadable(file, origin, server, e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw missing("certificate", "BEGIN CERTIFICATE");
        }
        return certificates;
    }

    /** Returns the first private key. */
    PrivateKey privateKey() {
        byte[] curve = {};
        for (Block block : blocks) {
            if (block.label().equals("EC PARAMETERS")) {
                curve = block.bytes();
            } else if (block.label().endsWith("PRIVATE KEY")) {
                if (block.isEncrypted()) {
                    throw encrypted(block);
                }
                try {
                    return PrivateKeyFormat.parse(block.label(), block.bytes(), curve);
                } catch (GeneralSecurityException | RuntimeException e) {
                    throw unusable(block, curve, e);
                }
            }
        }
        throw missing("private key", "BEGIN PRIVATE KEY");
    }

    private FixableException unusable(Block block, byte[] curve, Exception cause) {
        Optional<KeyKind> kind = block.kind(curve);
        boolean isExplained =
                cause instanceof InvalidKeySpecException && !(cause.getCause() instanceof GeneralSecurityException);
        String problem = kind.map(KeyKind::problem)
                .orElse(isExplained ? cause.getMessage() : "it is damaged, or of a kind that Java does not know");
        String advice = kind.map(found -> found.advice(file)).orElse(READABLE_KEY);
        return new FixableException(
                "Could not read the private key in " + file + ", which " + origin + " names: " + problem + ". "
                        + advice,
                cause);
    }

    private FixableException encrypted(Block block) {
        return new FixableException("The private key in " + file + ", which " + origin
                + " names, is encrypted, and Maven cannot ask for its password. Decrypt the key by"
                + " 'openssl pkey -in " + file + " -out new-key.pem"
                + (block.isOldEncryption() ? " -provider legacy -provider default" : "")
                + "', in a directory that only you can read.");
    }

    private static FixableException unreadable(Path file, String origin, String server, Exception cause) {
        return new FixableException(
                "Could not read " + file + ", which " + origin + " names for TLS with " + server + ": " + cause
                        + ". It must be a readable file in PEM format.",
                cause);
    }

    private FixableException missing(String what, String header) {
        return new FixableException(file + ", which " + origin + " names for TLS with " + server + ", contains no "
                + what + ". It must be a file in PEM format, with a line such as '-----" + header + "-----'.");
    }
}
