package io.github.fdomaven.definition;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The labels that describe how an image was built. Most names are those of the CI templates. */
public final class FdoLabels {

    /** The prefix of the plugin's labels. */
    public static final String PREFIX = "fdo.";

    /** The ID of the pipeline that built the image. */
    public static final String PIPELINE_ID = PREFIX + "pipeline_id";

    /** The digest of the recipe. */
    public static final String RECIPE_DIGEST = PREFIX + "recipe_digest";

    /** The summary of the recipe. */
    public static final String RECIPE = PREFIX + "recipe";

    /** The full reference of the base image. */
    public static final String BASE_IMAGE = PREFIX + "base_image";

    /** The digest of the base image when the image was built. */
    public static final String BASE_DIGEST = PREFIX + "base_digest";

    /** The lifetime of the image. */
    public static final String EXPIRES_AFTER = PREFIX + "expires-after";

    /** The digest of the list of installed packages. */
    public static final String PACKAGES_DIGEST = PREFIX + "packages_digest";

    /** The list of installed packages, compressed. */
    public static final String PACKAGES = PREFIX + "packages";

    /** The digest of the metadata of the package repositories, if no package had an update when the image was built. */
    public static final String METADATA_DIGEST = PREFIX + "metadata_digest";

    /** The addresses of this metadata. */
    public static final String METADATA_URLS = PREFIX + "metadata_urls";

    private FdoLabels() {}

    /**
     * {@return the value of a label; none if it is empty, because inherited labels cannot be removed, only set to an empty
     * value}
     */
    public static Optional<String> value(Map<String, String> labels, String name) {
        String value = labels.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** {@return the parsed value of a label; none if it is empty or, because anybody can write labels, not valid} */
    public static <T> Optional<T> valid(Map<String, String> labels, String name, Function<String, T> parser) {
        return value(labels, name).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
