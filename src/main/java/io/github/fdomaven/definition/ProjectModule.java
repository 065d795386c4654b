package io.github.fdomaven.definition;

import java.nio.file.Path;

/**
 * A module of the Maven build.
 *
 * @param name the name of the module in messages, unique in the Maven build
 * @param directory the module's directory, absolute
 * @param buildDirectory the directory into which Maven builds the module, absolute
 * @param location where the module's images are
 */
public record ProjectModule(String name, Path directory, Path buildDirectory, ImageLocation location) {}
