package io.github.fdomaven.definition;

import io.github.fdomaven.project.MavenDirectories;
import java.nio.file.Path;

/**
 * A module of the Maven build.
 *
 * @param name the name of the module in messages, unique in the Maven build
 * @param directory the module's directory, absolute
 * @param maven the directories that Maven writes to
 * @param location where the module's images are
 */
public record ProjectModule(String name, Path directory, MavenDirectories maven, ImageLocation location) {}
