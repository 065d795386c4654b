package io.github.fdomaven.engine.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files that TLS is spoken with, by the names that Docker gave them.
 *
 * @param origin who says where they are, in words for the user
 * @param authority the authorities that the engine's certificate must come from; without it, those that Java trusts
 * @param certificate the certificate that the engine is shown
 * @param key the private key of that certificate
 */
public record TlsFiles(String origin, Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {

    /** TLS with the authorities that Java trusts, and with nothing to show. */
    static final TlsFiles NONE = new TlsFiles("https", Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The files of a directory as Docker's variables mean it: the authority must be there, and an engine that asks for no
     * certificate is shown none.
     */
    static TlsFiles ofVariables(String origin, Path directory) {
        return new TlsFiles(
                origin,
                Optional.of(directory.resolve("ca.pem")),
                existing(directory, "cert.pem"),
                existing(directory, "key.pem"));
    }

    /** The files of a directory as Docker's contexts mean it: what is not there is not used. */
    static TlsFiles ofContext(String origin, Path directory) {
        return new TlsFiles(
                origin, existing(directory, "ca.pem"), existing(directory, "cert.pem"), existing(directory, "key.pem"));
    }

    private static Optional<Path> existing(Path directory, String name) {
        return Optional.of(directory.resolve(name)).filter(Files::exists);
    }

    boolean isEmpty() {
        return authority.isEmpty() && certificate.isEmpty() && key.isEmpty();
    }
}
