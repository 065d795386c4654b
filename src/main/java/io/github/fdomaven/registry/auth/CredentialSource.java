package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A source of registry credentials, such as a file or the variables of a CI job. */
public interface CredentialSource {

    /**
     * {@return the credentials for a repository}
     *
     * @param problems receives each problem because of which this source is not used, with advice, in complete sentences
     */
    Optional<Credentials> find(Repository repository, Consumer<String> problems);

    /** {@return the name of this source in messages} */
    String name();

    /** {@return whether a later lookup can have other credentials, because the first ones are valid for a short time} */
    default boolean isRenewable() {
        return false;
    }

    /** {@return a source with a name in messages, which looks up repositories by a function} */
    static CredentialSource of(String name, Function<Repository, Optional<Credentials>> lookup) {
        return new CredentialSource() {
            @Override
            public Optional<Credentials> find(Repository repository, Consumer<String> problems) {
                return lookup.apply(repository);
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
                repository -> credentials.filter(found ->
                        registry.filter(repository.host()::equalsIgnoreCase).isPresent()));
    }

    /**
     * {@return the credential sources of Docker and Podman, in their order: {@code DOCKER_AUTH_CONFIG}, whose value has the
     * format of a file, Docker's config.json, {@code ~/.dockercfg}, {@code REGISTRY_AUTH_FILE}, and the places of Podman's
     * auth.json} No file is read before the first lookup.
     *
     * @param environment the values of environment variables
     * @param home the user's home directory
     * @param secrets masks the messages of credential helpers
     * @param notices receives a notice about a credential helper that needs long
     */
    static List<CredentialSource> ofDockerAndPodman(
            Function<String, Optional<String>> environment, Path home, Secrets secrets, Consumer<String> notices) {
        return new AuthFilePlaces(environment, home, Path.of("/run")).sources(secrets, notices);
    }
}
