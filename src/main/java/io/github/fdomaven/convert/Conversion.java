package io.github.fdomaven.convert;

import java.util.List;

/**
 * The result of a conversion.
 *
 * @param configuration the element {@code <configuration>} of the plugin
 * @param images how many images it has
 * @param notes what it does not express
 */
public record Conversion(String configuration, int images, List<Note> notes) {

    public Conversion {
        notes = List.copyOf(notes);
    }
}
