package io.github.fdomaven.image;

/** The labels by which images tell where they come from, as the CI templates name them and, for what those lack, we do. */
public final class FdoLabels {

    /** Labels that begin like this are the plugin's own. */
    public static final String PREFIX = "fdo.";

    /** Which pipeline built the image. */
    public static final String PIPELINE_ID = PREFIX + "pipeline_id";

    /** Which digest its recipe had. */
    public static final String RECIPE_DIGEST = PREFIX + "recipe_digest";

    /** What it was built FROM, as a full reference. */
    public static final String BASE_IMAGE = PREFIX + "base_image";

    /** Which digest that had. */
    public static final String BASE_DIGEST = PREFIX + "base_digest";

    private FdoLabels() {}
}
