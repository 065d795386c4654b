package io.github.fdomaven.registry.auth;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files in which Docker and Podman keep credentials. */
public final class CredentialFiles {

    private CredentialFiles() {}

    /**
     * {@return the credential sources of Docker and Podman, in their order: {@code DOCKER_AUTH_CONFIG}, whose value has
     * the format of a file, Docker's config.json, {@code REGISTRY_AUTH_FILE}, and Podman's auth.json} No file is read
     * before the first lookup.
     */
    public static List<CredentialSource> sources(Function<String, Optional<String>> environment, Path home) {
        CredentialPrograms helpers =
                new CredentialPrograms(programDirectories(environment.apply("PATH")), CredentialPrograms.TIMEOUT);
        Path docker = environment.apply("DOCKER_CONFIG").map(Path::of).orElseGet(() -> home.resolve(".docker"));
        Stream<AuthFile> variable = environment.apply("DOCKER_AUTH_CONFIG").stream()
                .map(text -> AuthFile.ofText("DOCKER_AUTH_CONFIG", text, helpers));
        Stream<AuthFile> files = Stream.of(
                        Optional.of(docker.resolve("config.json")),
                        environment.apply("REGISTRY_AUTH_FILE").map(Path::of),
                        environment
                                .apply("XDG_RUNTIME_DIR")
                                .map(directory -> Path.of(directory, "containers", "auth.json")))
                .flatMap(Optional::stream)
                .distinct()
                .map(file -> AuthFile.ofFile(file, helpers));
        return Stream.<CredentialSource>concat(variable, files).toList();
    }

    /** An empty part of PATH means the current directory. No program is run from there. */
    private static List<Path> programDirectories(Optional<String> path) {
        return Stream.of(path.orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
    }
}
