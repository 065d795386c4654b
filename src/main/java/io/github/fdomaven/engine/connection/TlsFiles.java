package io.github.fdomaven.engine.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files for TLS, with the names that Docker gives them.
 *
 * @param origin the setting that names the files, for a message
 * @param authority the certificates of the authorities that the engine's certificate may come from; without them, those
 *     that Java trusts
 * @param certificate the client certificate
 * @param key the private key of the client certificate
 */
record TlsFiles(String origin, Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {

    /** TLS with the authorities that Java trusts, without a client certificate. */
    static final TlsFiles NONE = new TlsFiles("https", Optional.empty(), Optional.empty(), Optional.empty());

    /** For Docker's variables: the authority must exist, a client certificate is optional. */
    static TlsFiles ofVariable(String variable, Path directory) {
        return new TlsFiles(
                variable,
                Optional.of(directory.resolve("ca.pem")),
                existing(directory, "cert.pem"),
                existing(directory, "key.pem"));
    }

    /** For a Docker context: all files are optional. */
    static TlsFiles ofContext(String context, Path directory) {
        return new TlsFiles(
                context,
                existing(directory, "ca.pem"),
                existing(directory, "cert.pem"),
                existing(directory, "key.pem"));
    }

    private static Optional<Path> existing(Path directory, String name) {
        return Optional.of(directory.resolve(name)).filter(Files::exists);
    }

    boolean isEmpty() {
        return authority.isEmpty() && certificate.isEmpty() && key.isEmpty();
    }
}
