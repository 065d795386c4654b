package io.github.fdomaven.registry.auth;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A source of registry credentials, such as a file or the variables of a CI job. */
public interface CredentialSource {

    /** {@return the credentials for a registry, whose host is spelled as in a reference} */
    Optional<Credentials> find(String host);

    /** {@return the name of this source in messages} */
    String name();

    /** {@return a source with a name in messages, which looks up hosts by a function} */
    static CredentialSource of(String name, Function<String, Optional<Credentials>> lookup) {
        return new CredentialSource() {
            @Override
            public Optional<Credentials> find(String host) {
                return lookup.apply(host);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }

    /**
     * {@return the credentials that GitLab gives a job, valid for GitLab's own registry only}
     *
     * @param registry the registry's host, {@code CI_REGISTRY}
     * @param user the user name, {@code CI_REGISTRY_USER}
     * @param password the password, {@code CI_REGISTRY_PASSWORD}
     */
    static CredentialSource ofCiJob(Optional<String> registry, Optional<String> user, Optional<String> password) {
        Optional<Credentials> credentials = user.filter(name -> !name.isEmpty())
                .flatMap(name ->
                        password.filter(secret -> !secret.isEmpty()).map(secret -> new Credentials(name, secret)));
        return of(
                "CI_REGISTRY_USER and CI_REGISTRY_PASSWORD",
                host -> credentials.filter(
                        found -> registry.filter(host::equalsIgnoreCase).isPresent()));
    }

    /**
     * {@return the credential sources of Docker and Podman, in their order: {@code DOCKER_AUTH_CONFIG}, whose value has
     * the format of a file, Docker's config.json, {@code REGISTRY_AUTH_FILE}, and Podman's auth.json} No file is read
     * before the first lookup.
     */
    static List<CredentialSource> ofDockerAndPodman(Function<String, Optional<String>> environment, Path home) {
        CredentialPrograms helpers =
                CredentialPrograms.ofPath(environment.apply("PATH").orElse(""));
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
}
