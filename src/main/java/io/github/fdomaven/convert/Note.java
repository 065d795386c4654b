package io.github.fdomaven.convert;

import io.github.fdomaven.convert.YamlValue.Location;

/**
 * Something that the configuration of the plugin does not express, or that the user has to do.
 *
 * @param place the file and the line
 * @param text what it is, and what to do
 */
public record Note(String place, String text) {

    Note(Location location, String text) {
        this(location.toString(), text);
    }

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
