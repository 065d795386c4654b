package io.github.fdomaven.config;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.Packages;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.project.FileNames;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Lazy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The settings of one image. */
final class ImageSettings {

    /** In a tag, it is replaced by the first digits of the recipe's digest. */
    static final String RECIPE_PLACEHOLDER = "@recipe@";

    private static final int SHORT_DIGEST = 12;
    private static final Pattern LOCATED = Pattern.compile("(Image ('.*?'|\\d+ of \\d+)|Module [^:]*): ");

    private final SettingSources sources;
    private final Map<String, String> labels;
    private final Path directory;
    private final Optional<String> place;
    private final Lazy<Distribution> distribution = new Lazy<>(this::readDistribution);
    private final Lazy<String> version = new Lazy<>(this::readVersion);
    private final Lazy<String> suffix = new Lazy<>(this::readSuffix);
    private final Lazy<String> tag = new Lazy<>(this::readTag);

    /**
     * Creates the settings of an image.
     *
     * @param place which of several images this is, for messages
     */
    ImageSettings(SettingSources sources, Map<String, String> labels, Path directory, Optional<String> place) {
        this.sources = sources;
        this.labels = new HashMap<>();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            // Maven's value of an empty element is null.
            this.labels.put(label.getKey(), Objects.requireNonNullElse(label.getValue(), ""));
        }
        this.directory = directory;
        this.place = place;
    }

    /** Reads a part of the settings. If there are several images, an error names the image. */
    <T> T located(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (FixableException e) {
            if (place.isEmpty() || LOCATED.matcher(e.getMessage()).lookingAt()) {
                throw e;
            }
            throw new FixableException(place.get() + ": " + e.getMessage(), e);
        }
    }

    /** Whether there are enough settings to know the reference of the image. */
    boolean isDescribed() {
        return sources.value(Setting.TAG).isPresent()
                && (sources.value(Setting.REPO_SUFFIX).isPresent()
                        || sources.value(Setting.DISTRIBUTION).isPresent());
    }

    /** Whether the settings that the name and the path of the image need are there and valid. */
    boolean hasPath() {
        try {
            name();
            path();
            return true;
        } catch (FixableException e) {
            return false;
        }
    }

    String name() {
        return located(
                () -> sources.value(Setting.NAME, ImageSettings::singleName).orElseGet(suffix));
    }

    /** Refuses commas, which separate the names in a list, and line ends, which would break a log line. */
    private static String singleName(String name) {
        if (name.chars().anyMatch(letter -> letter == ',' || Character.isISOControl(letter))) {
            throw new IllegalArgumentException("'" + name.replaceAll("\\p{Cntrl}+", " ")
                    + "' is not the name of an image: it has a comma or a line end.");
        }
        return name;
    }

    /** The path below the project's repository with the tag, as the user wrote it. */
    String path() {
        return located(() -> suffix.get() + ":" + tag.get());
    }

    boolean hasRecipeInTag() {
        return located(() -> tag.get().contains(RECIPE_PLACEHOLDER));
    }

    /** The base image, as the user wrote it. */
    Optional<String> base() {
        return sources.value(Setting.BASE_IMAGE);
    }

    Optional<Platform> platform() {
        return located(() -> sources.value(Setting.PLATFORM, Platform::parse));
    }

    /** The platforms of an index. The engine builds one image for each, so none may be named twice. */
    List<Platform> platforms() {
        return located(() -> {
            List<Platform> platforms = new ArrayList<>();
            for (String text : sources.names(Setting.PLATFORMS)) {
                Platform platform = SettingSources.parsed(Setting.PLATFORMS, text, Platform::parse);
                platforms.stream().filter(platform::isSameAs).findFirst().ifPresent(other -> {
                    throw new FixableException(Setting.PLATFORMS + ": '" + text + "' "
                            + (other.toString().equals(text)
                                    ? "is given twice"
                                    : "and '" + other + "' are the same platform")
                            + ". Remove one of them.");
                });
                platforms.add(platform);
            }
            if (!platforms.isEmpty() && sources.value(Setting.PLATFORM).isPresent()) {
                throw new FixableException("Both " + Setting.PLATFORM + " and " + Setting.PLATFORMS
                        + " are set. Remove one of them: <platform> makes one image, <platforms> an index of several.");
            }
            return platforms;
        });
    }

    /** The base image for the platforms of this image: an index of this Maven build must have them. */
    private Optional<ImageDefinition> onPlatforms(Optional<ImageDefinition> parent) {
        List<Platform> wanted = new ArrayList<>(platforms());
        platform().ifPresent(wanted::add);
        if (parent.isEmpty()
                || wanted.isEmpty()
                || !parent.get().isIndex() && platforms().isEmpty()) {
            return parent;
        }
        ImageDefinition base = parent.get();
        List<Platform> has =
                base.isIndex() ? base.platforms() : base.platform().stream().toList();
        for (Platform platform : wanted) {
            if (has.stream().noneMatch(platform::isSameAs)) {
                throw new FixableException("The image is for " + platform + ", but its base image '" + base.name()
                        + "' is not. Add " + platform + " to the <platforms> of '" + base.name() + "'.");
            }
        }
        return Optional.of(platform().map(base::on).orElse(base));
    }

    /** The tag of each image of an index is longer than that of the index. */
    private static void checkTags(Reference reference, List<Platform> platforms) {
        for (Platform platform : platforms) {
            SettingSources.parsed(Setting.TAG, "", text -> ImageDefinition.memberReference(reference, platform));
        }
    }

    /** The reference. The recipe is read only if the tag contains its digest, because reading it reads files of the project. */
    Reference reference(Repository project, Supplier<Recipe> recipe) {
        return located(() -> {
            String written = tag.get();
            String resolved = written.contains(RECIPE_PLACEHOLDER)
                    ? written.replace(
                            RECIPE_PLACEHOLDER, recipe.get().digest().hex().substring(0, SHORT_DIGEST))
                    : written;
            Tag parsed = SettingSources.parsed(Setting.TAG, resolved, Tag::new);
            return SettingSources.parsed(Setting.REPO_SUFFIX, suffix.get(), project::child)
                    .tagged(parsed);
        });
    }

    /**
     * Reads the recipe.
     *
     * @param base the base image, with the digest of its recipe in the tag; none for the distribution's official image
     */
    Recipe recipe(Optional<String> base, ImageLocation location, Function<Path, Digest> digests) {
        return located(() -> new Recipe(
                distribution.get(),
                version.get(),
                base.map(text -> baseReference(text, location)).orElseGet(this::officialImage),
                sources.value(Setting.PACKAGES, Packages::parse).orElse(Packages.NONE),
                sources.value(Setting.EXEC, command -> Exec.of(command, directory, digests)),
                sources.value(Setting.ENTRYPOINT, Recipe::checkedEntrypoint),
                sources.value(Setting.WORKING_DIR, Recipe::checkedWorkingDir).orElseThrow(),
                sources.value(Setting.USER, Recipe::checkedUser),
                SettingSources.parsed(Setting.LABELS, "", text -> Recipe.checkedLabels(labels))));
    }

    private BaseReference baseReference(String text, ImageLocation location) {
        List<Repository> projects = new ArrayList<>(List.of(location.repository()));
        for (Upstream upstream : upstreams(location.registryHost())) {
            projects.add(upstream.root());
        }
        return SettingSources.parsed(Setting.BASE_IMAGE, text, valid -> new BaseReference(valid, projects));
    }

    private BaseReference officialImage() {
        return SettingSources.parsed(
                Setting.VERSION,
                version.get(),
                text -> new BaseReference(distribution.get().officialImage(text)));
    }

    /** Reads the definition of the image. Its reference, recipe and base image are known. */
    ImageDefinition definition(
            String name, ProjectModule module, Reference reference, Recipe recipe, Optional<ImageDefinition> parent) {
        checkTags(reference, platforms());
        RebuildSettings rebuild = new RebuildSettings(sources);
        return located(() -> new ImageDefinition(
                name,
                module,
                reference,
                recipe,
                onPlatforms(parent),
                platform(),
                platforms(),
                Optional.empty(),
                upstreams(module.location().registryHost()),
                sources.choice(Setting.ON_STALE, StaleAction.class).orElseThrow(),
                rebuild.forced(reference),
                rebuild.onUnchanged(),
                rebuild.comparedWith(reference, module.location().repository()),
                sources.value(Setting.EXPIRES_AFTER, Lifetime::parse),
                sources.value(Setting.CACHE_DIR, this::inProject),
                sources.names(Setting.EXEC_ENVIRONMENT)));
    }

    private Distribution readDistribution() {
        String name = sources.required(Setting.DISTRIBUTION);
        return SettingSources.parsed(Setting.DISTRIBUTION, name, Distribution::named);
    }

    private String readVersion() {
        Optional<String> set = sources.value(Setting.VERSION);
        Optional<String> version = set.isPresent() ? set : distribution.get().defaultVersion();
        String text = version.isPresent() ? version.get() : sources.required(Setting.VERSION);
        return SettingSources.parsed(Setting.VERSION, text, Tag::new).value();
    }

    private String readSuffix() {
        Optional<String> suffix = sources.value(Setting.REPO_SUFFIX);
        return suffix.isPresent() ? suffix.get() : distribution.get().id() + "/" + version.get();
    }

    private String readTag() {
        return sources.required(Setting.TAG);
    }

    private List<Upstream> upstreams(Optional<String> registryHost) {
        List<Upstream> upstreams = new ArrayList<>();
        for (String text : sources.names(Setting.UPSTREAM_REPO)) {
            upstreams.add(SettingSources.parsed(
                    Setting.UPSTREAM_REPO, text, path -> Upstream.of(path, registryHost, suffix.get())));
        }
        return upstreams;
    }

    private Path inProject(String text) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a path: " + e.getReason() + ". " + FileNames.LOCALE_ADVICE, e);
        }
    }
}
