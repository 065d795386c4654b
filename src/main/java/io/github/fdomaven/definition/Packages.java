package io.github.fdomaven.definition;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names of packages in the syntax of a package manager, which may include versions, architectures, globs, groups or
 * capabilities. They are arguments of a program, never text for a shell. A name cannot begin like an option.
 *
 * @param names the names in the order of the user, without duplicates
 */
public record Packages(List<String> names) {

    /** No packages. */
    public static final Packages NONE = new Packages(List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@/.][A-Za-z0-9@/.+_:~=*?()<>,^-]*");

    public Packages {
        names = names.stream().distinct().toList();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not the name of a package. A name has letters,"
                        + " digits and any of . + - _ : ~ = @ / * ? ( ) < > , ^ and starts with a letter, a digit, @, / or a dot."
                        + " Separate names by white space.");
            }
        }
    }

    /**
     * {@return names that white space separates, in their order}
     *
     * @throws IllegalArgumentException naming the word that is not the name of a package
     */
    public static Packages parse(String text) {
        return new Packages(Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** {@return the names in alphabetical order} */
    public Collection<String> sorted() {
        return new TreeSet<>(names);
    }
}
