package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.ImageDefinition;

/**
 * An image and the planned action.
 *
 * @param image the image
 * @param action what is done for the image, and why
 */
public record PlannedImage(ImageDefinition image, Action action) {}
