package io.github.fdomaven.poke;

import io.github.fdomaven.image.Reference;

/**
 * An image that others may be built from.
 *
 * @param name what it is called in this build
 * @param reference where it is
 */
public record BaseImage(String name, Reference reference) {}
