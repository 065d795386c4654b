package io.github.fdomaven.config;

import static io.github.fdomaven.config.SettingSpec.*;
import static io.github.fdomaven.config.SettingSpec.Type.*;

import io.github.fdomaven.builder.push.PushBy;
import io.github.fdomaven.definition.PackageCacheMode;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.definition.UnchangedAction;
import io.github.fdomaven.retention.Selection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All settings. Parsing, warnings about names, the page of all settings and the test of the goals' parameters read them. */
public enum Setting {
    NAME(
            image(TEXT, "name", "fdo.name").variable(null).otherwise("the repository suffix"),
            "Name of the image in the log, in the reports and in the names of the properties and variables that hold its"
                    + " reference."),
    DISTRIBUTION(
            image(TEXT, "distribution", "fdo.distribution")
                    .variable("FDO_DISTRIBUTION_NAME")
                    .required("debian"),
            "Distribution: `alpine`, `almalinux`, `arch`, `centos`, `debian`, `fedora`, `opensuse`, `rhel`, `rocky` or"
                    + " `ubuntu`."),
    VERSION(
            image(TEXT, "version", "fdo.distribution.version")
                    .required("bookworm")
                    .otherwise("`latest` for alpine, `rolling` for arch, required for the others"),
            "Version of the distribution."),
    TAG(
            image(TEXT, "tag", "fdo.distribution.tag").required("2026-11-24.0"),
            "Tag of the image. `@recipe@` in it is replaced by the first 12 digits of the recipe's digest."),
    PACKAGES(
            image(TEXT, "packages", "fdo.distribution.packages"),
            "Packages to install, separated by white space. Quotes around a name are removed."),
    EXEC(
            image(TEXT, "exec", "fdo.distribution.exec"),
            "Command to run after the packages are installed, in a copy of the project's directory. It runs in the image's"
                    + " bash, or in its sh if it has no bash."),
    EXEC_ENVIRONMENT(
            image(NAMES, "execEnvironment", "fdo.exec.environment").in(Goal.BUILD),
            "Names of environment variables to pass to exec, separated by commas. They are not stored in the"
                    + " image. The log shows `***` for their values, except for values of fewer than 8 characters and"
                    + " words of letters only."),
    ENTRYPOINT(
            image(TEXT, "entrypoint", "fdo.distribution.entrypoint").otherwise("the base image's"),
            "Path of the image's entrypoint, without arguments."),
    WORKING_DIR(
            image(TEXT, "workingDir", "fdo.distribution.workingdir").defaultsTo("/app"),
            "Working directory of the image. The build creates it."),
    USER(
            image(TEXT, "user", "fdo.user").otherwise("the base image's"),
            "User of the image: a name or a number, optionally followed by a colon and a group. The user need not exist"
                    + " while exec runs."),
    PLATFORM(
            image(TEXT, "platform", "fdo.distribution.platform").otherwise("the engine's platform"),
            "Platform of the image, such as `linux/arm64`."),
    PLATFORMS(
            image(NAMES, "platforms", "fdo.distribution.platforms"),
            "Platforms of the image, separated by commas, such as `linux/amd64,linux/arm64`. The image is built for each, and"
                    + " the tag is an index of these images."),
    BASE_IMAGE(
            image(TEXT, "baseImage", "fdo.base.image").otherwise("the distribution's official image"),
            "Image to build from. Without a host it is an image of this project or of its registry."),
    UPSTREAM_REPO(
            image(NAMES, "upstreamRepo", "fdo.upstream.repo").in(Goal.BUILD),
            "GitLab projects to copy the image from, separated by commas, tried in this order."),
    REPO_SUFFIX(
            image(TEXT, "repoSuffix", "fdo.repo.suffix").otherwise("`<distribution>/<version>`"),
            "Repository of the image below `registryImage`."),
    FORCE_REBUILD(
            image(FLAG, "forceRebuild", "fdo.force.rebuild").in(Goal.BUILD).defaultsTo("false"),
            "Build the image even if it exists: if the POM, the property or the variable is `true`, `1`, `yes` or"
                    + " `always`."),
    EXPIRES_AFTER(
            image(DURATION, "expiresAfter", "fdo.expires.after").in(Goal.BUILD),
            "How long to keep the image, such as `90m`, `1h`, `2d` or `3w`. It is a label that `delete-images` reads."),
    CACHE_DIR(
            image(PATH, "cacheDir", "fdo.cache.dir").in(Goal.BUILD).otherwise("`/cache` if that directory exists"),
            "Directory that exec sees as `/cache` and may write to."),
    ON_STALE(
            image(CHOICE, "onStale", "fdo.on.stale")
                    .choices(StaleAction.class)
                    .in(Goal.BUILD)
                    .defaultsTo("warn"),
            "What to do with an image whose recipe or base image has changed: `warn` keeps it and warns, `rebuild` builds"
                    + " it again, `fail` fails the goal, `ignore` keeps it."),
    ON_UNCHANGED(
            image(CHOICE, "onUnchanged", "fdo.on.unchanged")
                    .choices(UnchangedAction.class)
                    .in(Goal.BUILD)
                    .defaultsTo("push"),
            "What to do with a rebuilt image whose packages, recipe and base image are those of the image that the tag has:"
                    + " `push` pushes it, `keep` keeps the image that the tag has. An image with an `exec` is always pushed."),
    DIFF_AGAINST(
            image(TEXT, "diffAgainst", "fdo.diff.against")
                    .in(Goal.BUILD)
                    .otherwise("the image that the build replaces"),
            "Image to compare the built image with: a tag of the same repository, a path and a tag below `registryImage`, or a"
                    + " full reference."),
    LABELS(
            imageElement(MAP, "labels"),
            "Labels to add to the image, one element for each. Names that start with `fdo.` are reserved."),

    IMAGES(
            goalElement(ELEMENTS, "images").otherwise("one image, described by the elements around"),
            "Several images, each an `<image>` with the elements of an image. An image takes the elements that it does"
                    + " not have from the configuration around `<images>`."),
    ONLY(
            goal(NAMES, "only", "fdo.only").otherwise("all"),
            "Names of the images to handle, separated by commas. `base linux/arm64` means the image for one platform of the"
                    + " image `base`."),
    JOIN_ONLY(
            goal(FLAG, "joinOnly", "fdo.join.only").in(Goal.BUILD_IMAGE).defaultsTo("false"),
            "Join the images of each index again, and build only those that are missing or stale. The last job of a"
                    + " generated pipeline does this after other jobs have built the images."),
    REGISTRY_IMAGE(
            goal(TEXT, "registryImage", "fdo.registry.image").ciVariables("CI_REGISTRY_IMAGE"),
            "Parent repository of the project's images. Without it the images stay in the engine, below"
                    + " `localhost/<artifactId>`."),
    REGISTRY(
            goal(TEXT, "registry", "fdo.registry").ciVariables("CI_REGISTRY").otherwise("the host of `registryImage`"),
            "Host of the registry that has the upstream projects and the base images without a host."),
    INSECURE_REGISTRIES(
            goal(NAMES, "insecureRegistries", "fdo.insecure.registries").otherwise("loopback addresses only"),
            "Hosts of registries that the plugin may reach by plain HTTP, separated by commas."),
    DOCKER_HOST(
            goal(TEXT, "dockerHost", "fdo.docker.host")
                    .in(Goal.ENGINE)
                    .otherwise("the first of `DOCKER_HOST`, `CONTAINER_HOST`, the current Docker context, the usual"
                            + " sockets, and the programs `podman` and `buildah`"),
            "Address of the container engine: `unix:///path`, `tcp://host:port`, `https://host:port`,"
                    + " `ssh://user@host`, or `buildah:` for the program `buildah`."),
    ENGINES(
            goalElement(ELEMENTS, "engines").in(Goal.PACKAGES),
            "Engines that build images for other platforms, each an `<engine>`. All other platforms are built on the engine of"
                    + " `dockerHost`."),
    ENGINE_REGISTRY(
            goal(TEXT, "engineRegistry", "fdo.engine.registry").in(Goal.ENGINE).otherwise("the same host"),
            "Host of the registry as the engine reaches it, if that differs from the host of `registryImage`."),
    NETWORK(
            goal(TEXT, "network", "fdo.network").in(Goal.CONTAINER).otherwise("the engine's default"),
            "Network of the container: `host`, `none` or the name of a network."),
    PROXY(
            goal(CHOICE, "proxy", "fdo.proxy")
                    .choices(ProxyVariables.Mode.class)
                    .in(Goal.PACKAGES)
                    .defaultsTo("auto"),
            "Proxies for every step of a build. `auto`: those of Maven's environment (`http_proxy` and so on), else of"
                    + " Docker's `config.json`, else of settings.xml. `none`: no proxies."),
    PACKAGE_CACHE(
            goal(CHOICE, "packageCache", "fdo.package.cache")
                    .choices(PackageCacheMode.class)
                    .in(Goal.BUILD)
                    .defaultsTo("run"),
            "Cache of the package manager: `run` shares metadata and packages among the images that one run builds, `keep`"
                    + " keeps them in the engine for later runs too, `none` shares nothing."),
    TIMEOUT(
            goal(DURATION, "timeout", "fdo.timeout").in(Goal.TIMED),
            "Longest time for one build step, for the command of `run`, or for `wait`, such as `90m` or `1h`."),
    PUSH(
            goal(FLAG, "push", "fdo.push").in(Goal.BUILD).otherwise("`true` if there is a `registryImage`"),
            "Push the images to the registry."),
    PUSH_BY(
            goal(CHOICE, "pushBy", "fdo.push.by")
                    .choices(PushBy.class)
                    .in(Goal.BUILD)
                    .defaultsTo("auto"),
            "What pushes the images: `engine`, `plugin`, or `auto`. `auto` is the plugin if the image has a large new layer and"
                    + " the engine is Docker with its classic image store, whose own push is slow. Otherwise it is the engine."),
    PARALLELISM(
            goal(NUMBER, "parallelism", "fdo.parallelism")
                    .in(Goal.PARALLEL)
                    .otherwise("the number of processors plus one; 16 for `poke-dependents`"),
            "How many images are built or checked, or dependents poked, in parallel."),
    OUTPUT(
            goal(CHOICE, "output", "fdo.output")
                    .choices(StepOutput.class)
                    .in(Goal.BUILD_IMAGE)
                    .defaultsTo("all"),
            "Output of the programs that build an image: `all` shows it, `steps` shows the names of the steps, and the output"
                    + " of a step that fails."),
    IMAGE(
            goal(TEXT, "image", "fdo.image").in(Goal.ONE_IMAGE).otherwise("the images of the POM"),
            "Image to handle: the name of an image of the POM, a full reference, or a path and tag below"
                    + " `registryImage`. The goals `run` and `diff-image` need it if the POM has several images."),
    AGAINST(
            goal(TEXT, "against", "fdo.against").in(Goal.DIFF_IMAGE).required("debian/bookworm:2026-11-24.0"),
            "Image to compare with: the name of an image of the POM, a full reference, or a path and tag below"
                    + " `registryImage`."),
    PACKAGES_FILTER(
            goal(NAMES, "packagesFilter", "fdo.packages.filter")
                    .in(Goal.INSPECT_IMAGE)
                    .otherwise("all packages"),
            "Names of the packages to show, separated by commas: `*` stands for any characters, `?` for one character."),
    ON_STALE_BASE(
            goal(CHOICE, "onStaleBase", "fdo.on.stale.base")
                    .choices(CheckAction.class)
                    .in(Goal.CHECK_BASE)
                    .defaultsTo("report"),
            "What to do if the base image has changed: `report` reports it, `fail` fails the goal, `rebuild` makes a"
                    + " `build-image` later in the same run rebuild the image."),
    ON_UPDATES(
            goal(CHOICE, "onUpdates", "fdo.on.updates")
                    .choices(CheckAction.class)
                    .in(Goal.CHECK_PACKAGES)
                    .defaultsTo("report"),
            "What to do if packages of the image have updates: `report` reports them, `fail` fails the goal, `rebuild`"
                    + " makes a `build-image` later in the same run rebuild the image."),
    UPDATES(
            goal(CHOICE, "updates", "fdo.updates")
                    .choices(UpdateScope.class)
                    .in(Goal.CHECK_PACKAGES)
                    .defaultsTo("any"),
            "The updates for which `onUpdates` does something: `any`, or only `security` updates. Not every distribution"
                    + " says which updates are security updates."),
    COMMAND(
            goal(TEXT, "command", "fdo.command").in(Goal.RUN).required("./run-tests"),
            "Command to run in the image's bash, or in its sh if it has no bash. The image's entrypoint is not used."),
    ENVIRONMENT(
            goal(NAMES, "environment", "fdo.environment").in(Goal.RUN),
            "Names of environment variables to pass to the command, separated by commas. The log shows `***` for their"
                    + " values, except for values of fewer than 8 characters and words of letters only."),
    GITLAB_URL(
            goal(TEXT, "gitlabUrl", "fdo.gitlab.url")
                    .ciVariables("CI_API_V4_URL", "CI_SERVER_URL")
                    .in(Goal.GITLAB)
                    .otherwise("`https://gitlab.com`; none for `delete-images`, which uses the registry then"),
            "Address of GitLab or of its API."),
    INSECURE_GITLAB(
            goal(FLAG, "insecureGitlab", "fdo.gitlab.insecure").in(Goal.GITLAB).defaultsTo("false"),
            "Allow plain HTTP to a GitLab that is not on this machine."),
    ACCESS_TOKEN_VARIABLE(
            goal(TEXT, "accessTokenVariable", "fdo.access.token.variable")
                    .in(Goal.GITLAB)
                    .otherwise("none; `CI_JOB_TOKEN` for `delete-images`"),
            "Name of the variable that has a GitLab access token: with the scope `read_api` for `wait`, with the scope"
                    + " `api` for `delete-images`."),
    DEPENDENTS(
            goalElement(ELEMENTS, "dependents").in(Goal.POKE_DEPENDENTS),
            "The projects to poke, each a `<dependent>`."),
    FORCE_POKE(
            goal(FLAG, "force", "fdo.poke.force").in(Goal.POKE_DEPENDENTS).defaultsTo("false"),
            "Poke the dependents no matter which pipeline built the images."),
    POKE_AT_END(
            goal(FLAG, "pokeAtEnd", "fdo.poke.at.end").in(Goal.POKE_DEPENDENTS).defaultsTo("true"),
            "Poke at the end of the Maven build, if the goal is bound to a phase. No dependent is poked if a module fails or"
                    + " cannot be deployed."),
    FAIL_ON_ERROR(
            goal(FLAG, "failOnError", "fdo.fail.on.error")
                    .in(Goal.POKE_DEPENDENTS)
                    .defaultsTo("true"),
            "Fail the goal if a poke or a pipeline that it waits for fails. Otherwise log a warning."),
    WAIT(
            goal(FLAG, "wait", "fdo.wait").in(Goal.POKE_DEPENDENTS).defaultsTo("false"),
            "Wait until the pipelines of the dependents end. This needs `accessTokenVariable`."),
    PIPELINE(
            goalElement(ELEMENTS, "pipeline").in(Goal.GENERATE_PIPELINE),
            "What all jobs of the generated pipeline have in common."),
    DELETE(
            goal(CHOICE, "delete", "fdo.delete")
                    .choices(Selection.Mode.class)
                    .in(Goal.DELETE_IMAGES)
                    .otherwise("`expired`; `all` if there is a `pattern`; nothing else if there are `deleteTags`"),
            "Images to delete. An image that the POM names is kept. `expired` deletes images that are older than their label"
                    + " `fdo.expires-after` allows, `unnamed` and `all` delete all images. `all` also says how to delete the"
                    + " images that the POM names."),
    DELETE_PATTERN(
            goal(TEXT, "pattern", "fdo.delete.pattern").in(Goal.DELETE_IMAGES),
            "Pattern of the tags to delete: `*` stands for any characters, `?` for one character."),
    DELETE_TAGS(
            goal(NAMES, "deleteTags", "fdo.delete.tags").in(Goal.DELETE_IMAGES),
            "Images to delete even if the POM names them, separated by commas: names of images of the POM, or paths and"
                    + " tags below `registryImage`."),
    CONFIRM_DELETE(
            goal(FLAG, "confirm", "fdo.delete.confirm").in(Goal.DELETE_IMAGES).defaultsTo("false"),
            "Delete the images. Otherwise the goal only lists them."),
    CONVERT_FILE(
            goal(PATH, "convertFile", "fdo.convert.file").in(Goal.CONVERT).defaultsTo(".gitlab-ci.yml"),
            "File to convert. A relative path starts in the directory of the project."),
    OUTPUT_DIRECTORY(
            goal(PATH, "outputDirectory", "fdo.output.directory")
                    .in(Goal.ALL)
                    .otherwise("the directory `fdo` in the project's build directory"),
            "Directory of the reports."),
    STDOUT(
            goal(CHOICE, "stdout", "fdo.stdout").choices(ResultFormat.class).in(Goal.RESULT),
            "Print the result to standard output, not to the log: `json` prints the report, `table` a table. With Maven's"
                    + " option `-q` nothing else is printed."),
    DOTENV_LIMIT(
            goal(NUMBER, "dotenvLimit", "fdo.dotenv.limit").in(Goal.DOTENV).defaultsTo("20"),
            "How many variables `fdo.env` may have. The default is that of GitLab, which refuses a report with more."),
    SKIP(skip(), "Skip all goals of this plugin."),
    SKIP_BUILD_IMAGE(skip(Goal.BUILD_IMAGE, "skipBuildImage"), "Skip `build-image`."),
    SKIP_PLAN(skip(Goal.PLAN, "skipPlan"), "Skip `plan`."),
    SKIP_GENERATE_PIPELINE(skip(Goal.GENERATE_PIPELINE, "skipGeneratePipeline"), "Skip `generate-pipeline`."),
    SKIP_INSPECT_IMAGE(skip(Goal.INSPECT_IMAGE, "skipInspectImage"), "Skip `inspect-image`."),
    SKIP_CHECK_BASE(skip(Goal.CHECK_BASE, "skipCheckBase"), "Skip `check-base`."),
    SKIP_CHECK_PACKAGES(skip(Goal.CHECK_PACKAGES, "skipCheckPackages"), "Skip `check-packages`."),
    SKIP_DIFF_IMAGE(skip(Goal.DIFF_IMAGE, "skipDiffImage"), "Skip `diff-image`."),
    SKIP_RUN(skip(Goal.RUN, "skipRun"), "Skip `run`."),
    SKIP_POKE_DEPENDENTS(skip(Goal.POKE_DEPENDENTS, "skipPokeDependents"), "Skip `poke-dependents`."),
    SKIP_DELETE_IMAGES(skip(Goal.DELETE_IMAGES, "skipDeleteImages"), "Skip `delete-images`."),
    SKIP_CONVERT(skip(Goal.CONVERT, "skipConvert"), "Skip `convert`."),

    DEPENDENT_PROJECT(dependent(TEXT, "project").required("group/project"), "Path or number of the project."),
    DEPENDENT_REF(dependent(TEXT, "ref").required("main"), "Branch or tag to run the pipeline for."),
    DEPENDENT_TOKEN_VARIABLE(
            dependent(TEXT, "tokenVariable").otherwise("required, unless `serverId` is set"),
            "Name of the variable that has the trigger token, or `CI_JOB_TOKEN`."),
    DEPENDENT_SERVER_ID(
            dependent(TEXT, "serverId"), "Id of the server in `settings.xml` whose password is the trigger token."),
    DEPENDENT_IMAGES(
            dependent(NAMES, "images").otherwise("all"),
            "Names of the images that the project depends on, separated by commas."),
    DEPENDENT_VARIABLES(
            dependent(MAP, "variables"),
            "Variables for the pipeline, one element for each. All jobs of the pipeline can read them: set no secrets."),

    ENGINE_PLATFORM(engine(TEXT, "platform").required("linux/arm64"), "Platform of the images that the engine builds."),
    ENGINE_HOST(
            engine(TEXT, "dockerHost").required("ssh://builder@arm64.example.com"),
            "Address of the engine, in the same form as `dockerHost` of the goal."),

    PIPELINE_IMAGE(
            pipeline(TEXT, "image")
                    .otherwise(
                            "the image of the job that generates the pipeline, or that of the template in `extends`"),
            "Image in which the jobs run Maven."),
    PIPELINE_TAGS(pipeline(NAMES, "tags"), "Tags of the runners, separated by commas."),
    PIPELINE_PLATFORM_TAGS(
            pipeline(MAP, "platformTags").otherwise("`tags`"),
            "Tags of the runners for the images of a platform, one element for each platform, with `-` for `/` in its name:"
                    + " `<linux-arm64>` for `linux/arm64`."),
    PIPELINE_BEFORE_SCRIPT(
            pipeline(TEXT, "beforeScript"), "Commands to run before Maven, such as those that install a certificate."),
    PIPELINE_SERVICES(pipeline(NAMES, "services"), "Services of the jobs, separated by commas, such as `docker:dind`."),
    PIPELINE_VARIABLES(
            pipeline(MAP, "variables"),
            "Variables of the jobs, one element for each. GitLab expands `$NAME` in them. The file shows the values: write"
                    + " no secrets."),
    PIPELINE_INCLUDE(
            pipeline(NAMES, "include"),
            "Files with templates, separated by commas: paths below the top directory of the repository, or addresses that"
                    + " begin with `https://`."),
    PIPELINE_EXTENDS(
            pipeline(NAMES, "extends"), "Templates in the included files that the jobs extend, separated by commas.");

    private final SettingSpec spec;
    private final String description;

    Setting(SettingSpec spec, String description) {
        this.spec = spec;
        this.description = description;
    }

    /** {@return the settings of a part of the POM} */
    public static Set<Setting> of(SettingSpec.Scope scope) {
        return Stream.of(values())
                .filter(setting -> setting.spec.scope() == scope)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Setting.class)));
    }

    /** {@return the name of the POM's element} */
    public String element() {
        return spec.element();
    }

    /** {@return the name of the user property} */
    public Optional<String> property() {
        return spec.property();
    }

    /** {@return the name of the environment variable} */
    public Optional<String> variable() {
        return spec.variable();
    }

    /** {@return scope, type, default and goals} */
    public SettingSpec spec() {
        return spec;
    }

    /** What the setting does, with Markdown's backticks. */
    String description() {
        return description;
    }

    /** {@return all names of the setting, for messages} */
    @Override
    public String toString() {
        String names = Stream.of(
                        property().map(name -> "-D" + name).stream(), variable().stream(), spec.ciVariables().stream())
                .flatMap(name -> name)
                .collect(Collectors.joining(", "));
        return "<" + element() + ">" + (names.isEmpty() ? "" : " (" + names + ")");
    }
}
