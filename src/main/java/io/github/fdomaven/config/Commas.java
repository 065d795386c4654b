package io.github.fdomaven.config;

import java.util.Arrays;
import java.util.List;

/** Lists that are written with commas. */
final class Commas {

    private Commas() {}

    static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
