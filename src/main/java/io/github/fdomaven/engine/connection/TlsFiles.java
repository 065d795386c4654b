package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.tls.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The PEM files for TLS, with the names that Docker gives them.
 *
 * @param origin the setting that names the files, for a message
 * @param authority the certificates of the authorities that the engine's certificate may come from; without them, those
 *     that Java trusts
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

    /**
     * Returns a context that verifies the engine.
     *
     * @throws FixableException if a file is missing or not valid, or if the key does not belong to the certificate
     */
    SSLContext context() {
        return new PemFiles(origin, "the engine", authority.stream().toList(), authority.isEmpty(), identity())
                .context();
    }

    private Map<Path, Path> identity() {
        if (certificate.isEmpty() && key.isEmpty()) {
            return Map.of();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new FixableException(certificate.or(() -> key).get() + " exists without "
                    + (key.isEmpty() ? "key.pem" : "cert.pem") + " in the directory that " + origin
                    + " names. A certificate needs its key. Add the missing file, or remove the other.");
        }
        return Map.of(certificate.get(), key.get());
    }
}
