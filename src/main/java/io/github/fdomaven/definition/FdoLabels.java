package io.github.fdomaven.definition;

import java.util.Map;
import java.util.Optional;

/** The labels by which images tell where they come from, as the CI templates name them and, for what those lack, we do. */
public final class FdoLabels {

    /** Labels that begin like this are the plugin's own. */
    public static final String PREFIX = "fdo.";

    /** Which pipeline built the image. */
    public static final String PIPELINE_ID = PREFIX + "pipeline_id";

    /** Which digest its recipe had. */
    public static final String RECIPE_DIGEST = PREFIX + "recipe_digest";

    /** What its recipe was, in short. */
    public static final String RECIPE = PREFIX + "recipe";

    /** What it was built FROM, as a full reference. */
    public static final String BASE_IMAGE = PREFIX + "base_image";

    /** Which digest that had. */
    public static final String BASE_DIGEST = PREFIX + "base_digest";

    /** How long it is wanted. */
    public static final String EXPIRES_AFTER = PREFIX + "expires-after";

    private FdoLabels() {}

    /**
     * Looks up a label.
     *
     * @param labels the labels of an image
     * @param name the label's name
     * @return its value; nothing also for one that is empty, which is as far as an inherited label can be taken away
     */
    public static Optional<String> value(Map<String, String> labels, String name) {
        return Optional.ofNullable(labels.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
