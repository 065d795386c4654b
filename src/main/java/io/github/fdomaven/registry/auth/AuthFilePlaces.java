package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The places of the credential files of Docker and Podman.
 *
 * @param environment the values of environment variables
 * @param home the user's home directory
 * @param run the directory for the files of running programs
 */
record AuthFilePlaces(Function<String, Optional<String>> environment, Path home, Path run) {

    /** The sources, in the order of lookup. */
    List<CredentialSource> sources(Secrets secrets) {
        CredentialPrograms helpers = CredentialPrograms.ofPath(variable("PATH").orElse(""), secrets);
        Stream<AuthFile> text = variable("DOCKER_AUTH_CONFIG").stream()
                .map(content -> AuthFile.ofText("DOCKER_AUTH_CONFIG", content, helpers));
        Path docker = directory("DOCKER_CONFIG")
                .orElseGet(() -> home.resolve(".docker"))
                .resolve("config.json");
        Stream<AuthFile> ofDocker =
                Stream.of(AuthFile.ofFile(docker, helpers), AuthFile.ofOldFile(home.resolve(".dockercfg"), helpers));
        Stream<AuthFile> files = Stream.of(
                        directory("REGISTRY_AUTH_FILE"),
                        directory("XDG_RUNTIME_DIR")
                                .map(directory -> directory.resolve("containers"))
                                .or(this::runtimeDirectory)
                                .map(directory -> directory.resolve("auth.json")),
                        Optional.of(directory("XDG_CONFIG_HOME").orElseGet(() -> home.resolve(".config")))
                                .map(directory ->
                                        directory.resolve("containers").resolve("auth.json")))
                .flatMap(Optional::stream)
                .distinct()
                .filter(file -> !file.equals(docker))
                .map(file -> AuthFile.ofFile(file, helpers));
        return Stream.of(text, ofDocker, files)
                .<CredentialSource>flatMap(Function.identity())
                .toList();
    }

    private Optional<String> variable(String name) {
        return environment.apply(name).filter(value -> !value.isBlank());
    }

    private Optional<Path> directory(String name) {
        return variable(name).map(Path::of);
    }

    /**
     * Podman's directory without {@code XDG_RUNTIME_DIR}, as in most CI jobs: it has the user's number. Its parent can belong to
     * another user. Then there is nothing to read, and no problem.
     */
    private Optional<Path> runtimeDirectory() {
        try {
            Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return Optional.of(run.resolve("containers").resolve(user.toString()))
                    .filter(Files::isDirectory);
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux.
            return Optional.empty();
        }
    }
}
