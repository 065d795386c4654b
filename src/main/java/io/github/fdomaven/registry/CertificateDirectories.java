package io.github.fdomaven.registry;

import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Memoizer;
import io.github.fdomaven.tls.PemFiles;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * The directories {@code certs.d} of Docker and Podman. Each has a directory for a registry, with the name of its host and
 * port. {@code *.crt} are authorities, besides those that Java trusts, and {@code *.cert} are client certificates, whose keys are
 * in {@code *.key}. As in Docker and Podman, they are also for the registry's token service, and for servers that it redirects
 * to. Each registry's directories are read once. Thread-safe.
 */
public final class CertificateDirectories {

    private static final String CERTS = "certs.d";
    private static final String CERTIFICATE = ".cert";
    private static final String KEY = ".key";

    private final List<Path> roots;
    private final Memoizer<String, Optional<SSLContext>> contexts = new Memoizer<>(this::read);

    CertificateDirectories(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** {@return no directories: the certificates are those of Java} */
    public static CertificateDirectories none() {
        return new CertificateDirectories(List.of());
    }

    /**
     * {@return the directories of this machine and of the user} There are none if the user has given Java a key store, because
     * then that has the client certificates.
     *
     * @param environment the values of environment variables
     * @param home the user's home directory
     */
    public static CertificateDirectories of(Function<String, Optional<String>> environment, Path home) {
        if (isKeyStoreSet()) {
            return none();
        }
        Path configuration = environment
                .apply("XDG_CONFIG_HOME")
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".config"));
        return new CertificateDirectories(List.of(
                Path.of("/etc/docker", CERTS),
                configuration.resolve("docker").resolve(CERTS),
                Path.of("/etc/containers", CERTS),
                home.resolve(".config").resolve("containers").resolve(CERTS)));
    }

    /** Whether the user has given Java a key store. */
    static boolean isKeyStoreSet() {
        return System.getProperty("javax.net.ssl.keyStore") != null;
    }

    /**
     * Makes the TLS connections for a registry. Without a directory for it, Java's own are used.
     *
     * @throws FixableException if a file is not valid, or a client certificate has no key
     */
    Optional<SSLSocketFactory> socketFactory(String host) {
        return contexts.apply(host).map(SSLContext::getSocketFactory);
    }

    private Optional<SSLContext> read(String host) {
        List<Path> authorities = new ArrayList<>();
        Map<Path, Path> identities = new TreeMap<>();
        for (Path root : roots) {
            // On Windows, a path cannot have the colon before a port.
            File directory = new File(root.toFile(), host);
            for (String name : names(directory)) {
                Path file = directory.toPath().resolve(name);
                if (name.endsWith(".crt") && isReadable(file) && PemFiles.hasCertificates(file)) {
                    authorities.add(file);
                } else if (name.endsWith(CERTIFICATE)) {
                    Path key = partner(file, CERTIFICATE, KEY);
                    if (isReadable(file) && isReadable(key)) {
                        identities.put(file, key);
                    }
                } else if (name.endsWith(KEY)) {
                    partner(file, KEY, CERTIFICATE);
                }
            }
        }
        return authorities.isEmpty() && identities.isEmpty()
                ? Optional.empty()
                : Optional.of(new PemFiles(CERTS, host, authorities, true, identities).context());
    }

    private static List<String> names(File directory) {
        String[] names = directory.list();
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    /** Only an administrator may be allowed to read a file. Not every registry demands a client certificate. */
    private static boolean isReadable(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }

    private static Path partner(Path file, String suffix, String otherSuffix) {
        String name = file.getFileName().toString();
        Path partner = file.resolveSibling(name.substring(0, name.length() - suffix.length()) + otherSuffix);
        if (!Files.exists(partner)) {
            throw new FixableException(
                    file + " exists without " + partner.getFileName()
                            + ". A client certificate (*.cert) needs its key (*.key). Add the missing file, or remove the other.");
        }
        return partner;
    }
}
