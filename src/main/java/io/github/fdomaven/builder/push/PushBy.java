package io.github.fdomaven.builder.push;

import java.util.Locale;

/** Who pushes an image that an engine has built. */
public enum PushBy {
    /** The plugin, if the image has a large new layer and the engine's own push is slow; otherwise the engine. */
    AUTO,
    /** The engine. */
    ENGINE,
    /** The plugin. */
    PLUGIN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
