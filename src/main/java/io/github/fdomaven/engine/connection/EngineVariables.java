package io.github.fdomaven.engine.connection;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The variables by which Docker and Podman are told where their engine is.
 *
 * @param dockerHost DOCKER_HOST, an address
 * @param dockerTlsVerify DOCKER_TLS_VERIFY: TLS, with an engine that is verified, whatever its value
 * @param dockerTls DOCKER_TLS: TLS, with an engine that is not verified
 * @param dockerCertPath DOCKER_CERT_PATH, the directory of what TLS is spoken with
 * @param containerHost CONTAINER_HOST, an address
 * @param containerSshKey CONTAINER_SSHKEY, the private key that ssh logs in with
 * @param dockerContext DOCKER_CONTEXT, the name of a context
 * @param dockerConfig DOCKER_CONFIG, the directory of Docker's config.json
 * @param xdgRuntimeDir XDG_RUNTIME_DIR, the directory of the user's own sockets
 * @param path PATH, on which ssh and podman are looked for
 */
public record EngineVariables(
        Optional<String> dockerHost,
        Optional<String> dockerTlsVerify,
        Optional<String> dockerTls,
        Optional<String> dockerCertPath,
        Optional<String> containerHost,
        Optional<String> containerSshKey,
        Optional<String> dockerContext,
        Optional<String> dockerConfig,
        Optional<String> xdgRuntimeDir,
        Optional<String> path) {

    /** {@return the directories in which programs are}: an empty part of PATH is nobody's to take programs from. */
    public List<Path> programDirectories() {
        return Stream.of(path.orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
    }
}
