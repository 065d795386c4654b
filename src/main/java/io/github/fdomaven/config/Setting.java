package io.github.fdomaven.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user can set, and by which names. The variable follows from the property, and the element mostly does too. */
public enum Setting {
    /** What an image is called in this build. */
    NAME("name", "fdo.name", null),
    /** The distribution. */
    DISTRIBUTION("distribution", "fdo.distribution", "FDO_DISTRIBUTION_NAME"),
    /** The distribution's version. */
    VERSION("version", "fdo.distribution.version"),
    /** The image's tag. */
    TAG("tag", "fdo.distribution.tag"),
    /** The packages to install. */
    PACKAGES("packages", "fdo.distribution.packages"),
    /** The command to run after that. */
    EXEC("exec", "fdo.distribution.exec"),
    /** The names of the variables that the command gets. */
    EXEC_ENVIRONMENT("execEnvironment", null, null),
    /** The entrypoint. */
    ENTRYPOINT("entrypoint", "fdo.distribution.entrypoint"),
    /** The working directory. */
    WORKING_DIR("workingDir", "fdo.distribution.workingdir"),
    /** The user. */
    USER("user", "fdo.user"),
    /** The platform. */
    PLATFORM("platform", "fdo.distribution.platform"),
    /** The image to start from. */
    BASE_IMAGE("baseImage", "fdo.base.image"),
    /** The projects to copy the image from. */
    UPSTREAM_REPO("upstreamRepo", "fdo.upstream.repo"),
    /** The repository below that of the project. */
    REPO_SUFFIX("repoSuffix", "fdo.repo.suffix"),
    /** Whether to build even if the image exists. */
    FORCE_REBUILD("forceRebuild", "fdo.force.rebuild"),
    /** How long the image is wanted. */
    EXPIRES_AFTER("expiresAfter", "fdo.expires.after"),
    /** The directory that the command sees as its cache. */
    CACHE_DIR("cacheDir", "fdo.cache.dir"),
    /** The repository below which the project's images are. */
    REGISTRY_IMAGE("registryImage", "fdo.registry.image"),
    /** The registry. */
    REGISTRY("registry", "fdo.registry"),
    /** Registries that may be spoken to in plain HTTP. */
    INSECURE_REGISTRIES("insecureRegistries", "fdo.insecure.registries"),
    /** The registry as the engine reaches it. */
    ENGINE_REGISTRY("engineRegistry", "fdo.engine.registry"),
    /** The address of the engine. */
    DOCKER_HOST("dockerHost", "fdo.docker.host"),
    /** The network of the build container. */
    NETWORK("network", "fdo.network"),
    /** Whether to push. */
    PUSH("push", "fdo.push"),
    /** The longest that a step may take. */
    TIMEOUT("timeout", "fdo.timeout"),
    /** The names of the images that a goal is about, where it is not about all. */
    ONLY("only", "fdo.only"),
    /** What is to be done with an image that is there, but stale. */
    ON_STALE("onStale", "fdo.on.stale"),
    /** One image to look at, or to run a command in, whatever the POM has. */
    IMAGE("image", "fdo.image"),
    /** The command that run runs. */
    COMMAND("command", "fdo.command"),
    /** The names of the variables that this command gets. */
    ENVIRONMENT("environment", "fdo.environment"),
    /** What is to be done when the base of an image has changed. */
    ON_STALE_BASE("onStaleBase", "fdo.on.stale.base"),
    /** The address of GitLab. */
    GITLAB_URL("gitlabUrl", "fdo.gitlab.url"),
    /** Whether GitLab may be spoken to in plain HTTP. */
    INSECURE_GITLAB("insecureGitlab", "fdo.gitlab.insecure"),
    /** Whether to poke whoever built the images. */
    FORCE_POKE("force", "fdo.poke.force"),
    /** Whether a poke that failed fails the goal. */
    FAIL_ON_ERROR("failOnError", "fdo.fail.on.error"),
    /** Whether to follow the pipelines of dependents until they end. */
    WAIT("wait", "fdo.wait"),
    /** The variable that has the token by which pipelines are read. */
    ACCESS_TOKEN_VARIABLE("accessTokenVariable", "fdo.access.token.variable"),
    /** Which images are to be deleted. */
    DELETE("delete", "fdo.delete"),
    /** The tags to which that is narrowed. */
    DELETE_PATTERN("pattern", "fdo.delete.pattern"),
    /** The images that are to be deleted whatever the POM names. */
    DELETE_TAGS("deleteTags", "fdo.delete.tags"),
    /** Whether they are deleted in earnest. */
    CONFIRM_DELETE("confirm", "fdo.delete.confirm"),
    /** How much is done at once. */
    PARALLELISM("parallelism", "fdo.parallelism"),
    /** Whether to do nothing at all. */
    SKIP("skip", "fdo.skip", null),
    /** Whether build-image is to do nothing. */
    SKIP_BUILD_IMAGE("skipBuildImage", "fdo.build-image.skip", null),
    /** Whether plan is to do nothing. */
    SKIP_PLAN("skipPlan", "fdo.plan.skip", null),
    /** Whether inspect-image is to do nothing. */
    SKIP_INSPECT_IMAGE("skipInspectImage", "fdo.inspect-image.skip", null),
    /** Whether poke-dependents is to do nothing. */
    SKIP_POKE_DEPENDENTS("skipPokeDependents", "fdo.poke-dependents.skip", null),
    /** Whether check-base is to do nothing. */
    SKIP_CHECK_BASE("skipCheckBase", "fdo.check-base.skip", null),
    /** Whether delete-images is to do nothing. */
    SKIP_DELETE_IMAGES("skipDeleteImages", "fdo.delete-images.skip", null),
    /** Whether run is to do nothing. */
    SKIP_RUN("skipRun", "fdo.run.skip", null),
    /** Where the reports go. */
    OUTPUT_DIRECTORY("outputDirectory", "fdo.output.directory");

    private final String element;
    private final String property;
    private final String variable;

    Setting(String element, String property) {
        this(element, property, property.toUpperCase(Locale.ROOT).replace('.', '_'));
    }

    Setting(String element, String property, String variable) {
        this.element = element;
        this.property = property;
        this.variable = variable;
    }

    /** {@return the name of the POM's element} */
    public String element() {
        return element;
    }

    /** {@return the name of the user property, if there is one} */
    public Optional<String> property() {
        return Optional.ofNullable(property);
    }

    /** {@return the name of the variable, if there is one} */
    public Optional<String> variable() {
        return Optional.ofNullable(variable);
    }

    /** {@return the variables by which GitLab sets this for its jobs, in the order of looking} */
    List<String> ciVariables() {
        return switch (this) {
            case REGISTRY_IMAGE -> List.of("CI_REGISTRY_IMAGE");
            case REGISTRY -> List.of("CI_REGISTRY");
            case GITLAB_URL -> List.of("CI_API_V4_URL", "CI_SERVER_URL");
            default -> List.of();
        };
    }

    /** {@return all names of the setting, for a message} */
    @Override
    public String toString() {
        Stream<String> own =
                Stream.of(property().map(name -> "-D" + name), variable()).flatMap(Optional::stream);
        String others = Stream.concat(own, ciVariables().stream()).collect(Collectors.joining(", "));
        return "<" + element + ">" + (others.isEmpty() ? "" : " (" + others + ")");
    }
}
