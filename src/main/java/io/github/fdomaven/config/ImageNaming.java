package io.github.fdomaven.config;

import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import java.util.Optional;
import java.util.function.Supplier;

/** Works out what an image is called, and where it is, of what the user has set. */
final class ImageNaming {

    /** What stands in a tag for the digest of the recipe. */
    static final String RECIPE_PLACEHOLDER = "@recipe@";

    private static final int SHORT_DIGEST = 12;

    private final SettingSources sources;

    ImageNaming(SettingSources sources) {
        this.sources = sources;
    }

    Distribution distribution() {
        String name = sources.required(Setting.DISTRIBUTION);
        return SettingSources.parsed(Setting.DISTRIBUTION, name, Distribution::named);
    }

    String version() {
        String version = sources.value(Setting.VERSION)
                .or(distribution()::defaultVersion)
                .orElseGet(() -> sources.required(Setting.VERSION));
        return SettingSources.parsed(Setting.VERSION, version, text -> new Tag(text).value());
    }

    String suffix() {
        return sources.value(Setting.REPO_SUFFIX).orElseGet(() -> distribution().id() + "/" + version());
    }

    String name() {
        return sources.value(Setting.NAME, ImageNaming::oneName).orElseGet(this::suffix);
    }

    /** Lists of names are written with commas, and a line of the log has one name. */
    private static String oneName(String name) {
        if (name.chars().anyMatch(letter -> letter == ',' || Character.isISOControl(letter))) {
            throw new IllegalArgumentException("'" + name.replaceAll("\\p{Cntrl}+", " ")
                    + "' cannot be the name of an image: it has a comma or a line end.");
        }
        return name;
    }

    /** The tag as it was written. */
    String tag() {
        return sources.required(Setting.TAG);
    }

    Optional<Platform> platform() {
        return sources.value(Setting.PLATFORM, Platform::parse);
    }

    /** The recipe is looked at only if the tag has its digest, for that reads the project's files. */
    Reference reference(Repository projectImages, String tag, Supplier<Recipe> recipe) {
        String text = tag.contains(RECIPE_PLACEHOLDER)
                ? tag.replace(RECIPE_PLACEHOLDER, recipe.get().digest().hex().substring(0, SHORT_DIGEST))
                : tag;
        Tag whole = SettingSources.parsed(Setting.TAG, text, Tag::new);
        return SettingSources.parsed(Setting.REPO_SUFFIX, suffix(), projectImages::child)
                .tagged(whole);
    }

    /** The base as it was written. */
    Optional<String> base() {
        return sources.value(Setting.BASE_IMAGE);
    }

    /** Where the image is below those of the project, the tag as it was written. */
    String path() {
        return suffix() + ":" + tag();
    }

    /** Whether there is enough to know where the image is. */
    boolean isDescribed() {
        return sources.value(Setting.TAG).isPresent()
                && (sources.value(Setting.REPO_SUFFIX).isPresent()
                        || sources.value(Setting.DISTRIBUTION).isPresent());
    }
}
