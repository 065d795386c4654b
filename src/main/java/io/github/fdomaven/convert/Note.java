package io.github.fdomaven.convert;

import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.support.OneLine;

/**
 * Something that the configuration of the plugin does not express, or that the user has to do.
 *
 * @param place the file and the line
 * @param text what it is, and what to do
 */
public record Note(String place, String text) {

    private static final int MAX_LENGTH = 1000;

    /** Puts the text, which can have names of the file, into one line of limited length. */
    public Note {
        place = OneLine.of(place);
        text = OneLine.limited(OneLine.whole(text), MAX_LENGTH);
    }

    Note(Location location, String text) {
        this(location.toString(), text);
    }

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
