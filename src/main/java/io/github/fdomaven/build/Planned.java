package io.github.fdomaven.build;

/**
 * An image, and what is to be done for it.
 *
 * @param request the image
 * @param decision what is to be done
 */
public record Planned(ImageRequest request, Decision decision) {}
