package io.github.fdomaven.registry.auth;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the programs that know images keep their credentials, as the variables of the same names say it. Nothing is read
 * until somebody asks for a host.
 *
 * @param dockerAuthConfig DOCKER_AUTH_CONFIG: not a file but what would be in one
 * @param dockerConfig DOCKER_CONFIG, the directory of Docker's config.json
 * @param registryAuthFile REGISTRY_AUTH_FILE, the file in place of Podman's own
 * @param xdgRuntimeDir XDG_RUNTIME_DIR, the directory in which Podman's own file is
 * @param path PATH, on which credential helpers are looked for
 * @param home the user's directory
 */
public record CredentialPlaces(
        Optional<String> dockerAuthConfig,
        Optional<String> dockerConfig,
        Optional<String> registryAuthFile,
        Optional<String> xdgRuntimeDir,
        Optional<String> path,
        Path home) {

    /** {@return the sources, in the order in which they are to be asked} */
    public List<CredentialSource> sources() {
        CredentialPrograms programs = new CredentialPrograms(programDirectories(), CredentialPrograms.LIMIT);
        Path docker = dockerConfig.map(Path::of).orElseGet(() -> home.resolve(".docker"));
        Stream<DocumentSource> variable =
                dockerAuthConfig.map(text -> DocumentSource.ofText("DOCKER_AUTH_CONFIG", text, programs)).stream();
        Stream<Path> files = Stream.of(
                        Optional.of(docker.resolve("config.json")),
                        registryAuthFile.map(Path::of),
                        xdgRuntimeDir.map(directory -> Path.of(directory, "containers", "auth.json")))
                .flatMap(Optional::stream);
        return Stream.<CredentialSource>concat(
                        variable, files.distinct().map(file -> DocumentSource.ofFile(file, programs)))
                .toList();
    }

    /** An empty part of PATH means the directory one is in, which is nobody's to take programs from. */
    private List<Path> programDirectories() {
        return Stream.of(path.orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
    }

    /** Leaves out what DOCKER_AUTH_CONFIG holds. */
    @Override
    public String toString() {
        return String.join(", ", sources().stream().map(CredentialSource::name).toList());
    }
}
