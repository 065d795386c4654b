package io.github.fdomaven.convert;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks values as the plugin does. The templates pass some values on that the plugin refuses. */
final class ValueCheck {

    private static final Repository PROJECT = Repository.parse("localhost/project");

    private ValueCheck() {}

    /** {@return why the plugin would refuse a value, if it would} A value with variables is checked when Maven runs. */
    static Optional<String> problem(Setting setting, String value) {
        if (value.contains("${")) {
            return Optional.empty();
        }
        try {
            parse(setting, value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Object parse(Setting setting, String value) {
        return switch (setting) {
            case VERSION, TAG -> new Tag(value);
            case REPO_SUFFIX -> PROJECT.child(value);
            case UPSTREAM_REPO ->
                Stream.of(value.split(","))
                        .map(String::strip)
                        .filter(path -> !path.isEmpty())
                        .map(path -> Upstream.of(path, Optional.empty(), "image"))
                        .toList();
            case BASE_IMAGE -> new BaseReference(value);
            case PLATFORM -> Platform.parse(value);
            case EXPIRES_AFTER -> Lifetime.parse(value);
            case ENTRYPOINT -> Recipe.checkedEntrypoint(value);
            case WORKING_DIR -> Recipe.checkedWorkingDir(value);
            case USER -> Recipe.checkedUser(value);
            case CACHE_DIR -> Path.of(value);
            default -> throw new IllegalStateException(setting + " has no check.");
        };
    }
}
