package io.github.fdomaven.definition;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names of packages, as a package manager takes them: with versions, architectures, globs, groups or capabilities where it
 * knows such. They are only ever arguments of a program, never the text of a shell, and none can pass for an option.
 *
 * @param names the names in the order in which they were given, none twice
 */
public record Packages(List<String> names) {

    /** No package at all. */
    public static final Packages NONE = new Packages(List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@/.][A-Za-z0-9@/.+_:~=*?()<>,^-]*");

    /**
     * Refuses whatever is not the name of a package.
     *
     * @param names the names of packages
     * @throws IllegalArgumentException naming the word that is not one
     */
    public Packages {
        names = names.stream().distinct().toList();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not the name of a package: it is made of letters,"
                        + " digits and any of . + - _ : ~ = @ / * ? ( ) < > , ^ and starts with a letter, a digit, @, / or a dot."
                        + " Names are separated by white space.");
            }
        }
    }

    /**
     * Reads a list of names.
     *
     * @param text names separated by white space
     * @return the names in their order
     * @throws IllegalArgumentException naming the word that is not the name of a package
     */
    public static Packages parse(String text) {
        return new Packages(Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** {@return the names in an order that does not depend on how they were given} */
    public Collection<String> sorted() {
        return new TreeSet<>(names);
    }
}
