package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;

/**
 * An image, and what is to be done for it.
 *
 * @param request the image
 * @param decision what is to be done
 */
public record PlannedImage(ImageDefinition request, Action decision) {}
