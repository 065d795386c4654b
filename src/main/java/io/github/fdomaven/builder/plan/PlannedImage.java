package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.ImageDefinition;

/** An image and the planned action. */
public record PlannedImage(ImageDefinition image, Action action) {}
