package io.github.fdomaven.config;

import io.github.fdomaven.definition.BaseImage;
import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.Packages;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the request for one image of what the user has set for it. */
final class ImageSettings {

    private final SettingSources sources;
    private final Map<String, String> labels;
    private final Path project;
    private final ImageNaming naming;
    private final Optional<String> place;

    /**
     * Prepares to read the settings of one image.
     *
     * @param sources where they may be set
     * @param labels the labels of the user's own, which only the POM can have
     * @param project the project's directory, absolute
     * @param place which of several images this is, in words for a message
     */
    ImageSettings(SettingSources sources, Map<String, String> labels, Path project, Optional<String> place) {
        this.place = place;
        this.sources = sources;
        this.labels = new HashMap<>(labels);
        // Maven has null for an element without a text.
        this.labels.replaceAll((label, value) -> value == null ? "" : value);
        this.project = project;
        this.naming = new ImageNaming(sources);
    }

    ImageNaming naming() {
        return naming;
    }

    String name() {
        return about(naming::name);
    }

    /** Where the image is below those of the project, the tag as it was written. */
    String path() {
        return about(naming::path);
    }

    /** Reads something of it. What is wrong is said together with which of several images it is. */
    <T> T about(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (FixableException e) {
            if (place.isEmpty() || e.getMessage().startsWith("Image ")) {
                throw e;
            }
            throw new FixableException(place.get() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads them.
     *
     * @param base the base as it is to be written, where that is not as it is set
     * @param parent the name of the image of the POM that this is FROM
     * @throws FixableException naming the setting that is missing or not valid
     */
    ImageDefinition read(ProjectModule module, Optional<String> base, Optional<ImageDefinition> parent) {
        naming.distribution();
        naming.version();
        String tag = naming.tag();
        Recipe recipe = recipe(base);
        return new ImageDefinition(
                naming.name(),
                module,
                naming.reference(module.location().repository(), tag, () -> recipe),
                recipe,
                parent.<BaseImage>map(BaseImage.InGraph::new).orElseGet(() -> new BaseImage.External(recipe.base())),
                naming.platform(),
                upstreams(module.location().registryHost(), naming.suffix()),
                sources.choice(Setting.ON_STALE, StaleAction.class).orElseThrow(),
                sources.isAnyTrue(Setting.FORCE_REBUILD) ? Optional.of("a rebuild is forced") : Optional.empty(),
                sources.value(Setting.EXPIRES_AFTER, Lifetime::parse),
                sources.value(Setting.CACHE_DIR, this::cacheDir),
                sources.names(Setting.EXEC_ENVIRONMENT));
    }

    /** What goes into the image, from a base that is written as it is set, or else. */
    Recipe recipe(Optional<String> base) {
        Distribution distribution = naming.distribution();
        String version = naming.version();
        return new Recipe(
                distribution,
                version,
                base.or(() -> sources.value(Setting.BASE_IMAGE))
                        .map(ImageSettings::withoutPlaceholder)
                        .map(text -> SettingSources.parsed(Setting.BASE_IMAGE, text, BaseReference::parse))
                        .orElseGet(() -> SettingSources.parsed(
                                Setting.VERSION,
                                version,
                                text -> BaseReference.parse(distribution.officialImage(text)))),
                sources.value(Setting.PACKAGES, Packages::parse).orElse(Packages.NONE),
                sources.value(Setting.EXEC, command -> Exec.of(command, project)),
                sources.value(Setting.ENTRYPOINT, ImageSettings::program),
                sources.value(Setting.WORKING_DIR, ImageSettings::absolute).orElseThrow(),
                sources.value(Setting.USER, ImageSettings::oneWord),
                ownLabels());
    }

    private static String withoutPlaceholder(String base) {
        if (base.contains(ImageNaming.RECIPE_PLACEHOLDER)) {
            throw new FixableException(Setting.BASE_IMAGE + ": '" + base
                    + "' is no image of this POM, nor of another module of this build, and of no other is "
                    + ImageNaming.RECIPE_PLACEHOLDER + " known: write its tag in full.");
        }
        return base;
    }

    private Map<String, String> ownLabels() {
        for (String label : labels.keySet()) {
            if (label.startsWith(FdoLabels.PREFIX)) {
                throw new FixableException(
                        "<labels>: '" + label + "' cannot be the name of a label of your own: names that"
                                + " start with " + FdoLabels.PREFIX + " are the plugin's.");
            }
        }
        return labels;
    }

    private static String absolute(String path) {
        if (!path.startsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + path + "' is not an absolute path of the image, such as /app.");
        }
        return path;
    }

    private static String program(String path) {
        if (path.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "'" + path + "' is not the path of a program: an entrypoint has no arguments."
                            + " Make a script of it in exec, and name that.");
        }
        return path;
    }

    private static String oneWord(String user) {
        if (user.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "'" + user + "' is not a user: write a name or a number, and after a colon a"
                            + " group if need be, without spaces.");
        }
        return user;
    }

    private List<Upstream> upstreams(Optional<String> registryHost, String suffix) {
        return sources.names(Setting.UPSTREAM_REPO).stream()
                .map(text -> SettingSources.parsed(
                        Setting.UPSTREAM_REPO, text, project -> upstream(project, registryHost, suffix)))
                .toList();
    }

    private static Upstream upstream(String project, Optional<String> registryHost, String suffix) {
        Repository repository = Reference.hasHost(project)
                ? Repository.parse(project)
                : Repository.parse(registryHost.orElse("localhost") + "/" + project);
        return new Upstream(project, repository.child(suffix));
    }

    private Path cacheDir(String text) {
        try {
            return project.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is not a path: " + e.getReason() + ".", e);
        }
    }
}
