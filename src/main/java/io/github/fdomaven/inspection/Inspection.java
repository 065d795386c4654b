package io.github.fdomaven.inspection;

/**
 * All that is known of an image.
 *
 * @param details what it says of itself
 * @param base whether its base is still the same
 */
public record Inspection(ImageDetails details, BaseState base) {}
