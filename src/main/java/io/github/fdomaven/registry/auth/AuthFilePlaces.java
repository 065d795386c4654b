package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The places of the credential files of Docker and Podman.
 *
 * @param environment the values of environment variables
 * @param home the user's home directory
 * @param run the directory for the files of running programs
 */
record AuthFilePlaces(Function<String, Optional<String>> environment, Path home, Path run) {

    /**
     * The sources, in the order of lookup.
     *
     * @param notices receives a notice about a credential helper that needs long
     */
    List<CredentialSource> sources(Secrets secrets, Consumer<String> notices) {
        CredentialPrograms helpers = CredentialPrograms.ofPath(variable("PATH").orElse(""), secrets, notices);
        List<CredentialSource> sources = new ArrayList<>();
        variable("DOCKER_AUTH_CONFIG")
                .ifPresent(value -> sources.add(ofVariable("DOCKER_AUTH_CONFIG", value, helpers)));
        Path docker = directory("DOCKER_CONFIG", home.resolve(".docker")).resolve("config.json");
        sources.add(AuthFile.ofFile(docker, helpers));
        sources.add(AuthFile.ofOldFile(home.resolve(".dockercfg"), helpers));
        Set<Path> ofPodman = ofPodman();
        ofPodman.remove(docker);
        for (Path file : ofPodman) {
            sources.add(AuthFile.ofFile(file, helpers));
        }
        return sources;
    }

    /** The value is the content, or the path of a file with the content, as GitLab gives a variable of the type File. */
    private static AuthFile ofVariable(String name, String value, CredentialPrograms helpers) {
        return value.startsWith("/") && !value.contains("\n")
                ? AuthFile.ofFile(Path.of(value), helpers)
                : AuthFile.ofText(name, value, helpers);
    }

    private Set<Path> ofPodman() {
        Set<Path> files = new LinkedHashSet<>();
        variable("REGISTRY_AUTH_FILE").ifPresent(file -> files.add(Path.of(file)));
        Optional<Path> running = variable("XDG_RUNTIME_DIR").isPresent()
                ? Optional.of(Path.of(variable("XDG_RUNTIME_DIR").get(), "containers"))
                : runtimeDirectory();
        running.ifPresent(directory -> files.add(directory.resolve("auth.json")));
        files.add(directory("XDG_CONFIG_HOME", home.resolve(".config"))
                .resolve("containers")
                .resolve("auth.json"));
        return files;
    }

    private Optional<String> variable(String name) {
        return environment.apply(name).filter(value -> !value.isBlank());
    }

    private Path directory(String name, Path otherwise) {
        Optional<String> value = variable(name);
        return value.isPresent() ? Path.of(value.get()) : otherwise;
    }

    /**
     * Podman's directory without {@code XDG_RUNTIME_DIR}, as in most CI jobs: it has the user's number. Its parent can belong to
     * another user. Then there is nothing to read, and no problem.
     */
    private Optional<Path> runtimeDirectory() {
        try {
            Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            Path directory = run.resolve("containers").resolve(user.toString());
            return Files.isDirectory(directory) ? Optional.of(directory) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux.
            return Optional.empty();
        }
    }
}
