package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.store.ImageRecord;

/**
 * What is known of an image that exists.
 *
 * @param image the image
 * @param found the image as the registry or the engine has it, its content fetched
 * @param base whether its base image is still the same
 */
public record Inspection(NamedImage image, ImageRecord found, BaseState base) {}
