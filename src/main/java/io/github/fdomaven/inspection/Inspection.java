package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.store.ImageRecord;

/**
 * An image that exists, and the state of its base image.
 *
 * @param image the image
 * @param found the image as the registry or the engine has it, its content fetched
 * @param base whether its base image is still the same
 */
public record Inspection(NamedImage image, ImageRecord found, BaseState base) {}
