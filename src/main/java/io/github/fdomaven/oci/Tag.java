package io.github.fdomaven.oci;

import java.util.regex.Pattern;

/**
 * The name of an image within a repository.
 *
 * @param value the name
 */
public record Tag(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** The tag of a reference that names none. */
    public static final Tag LATEST = new Tag("latest");

    /**
     * Makes sure that it is a tag.
     *
     * @param value the name
     * @throws IllegalArgumentException if it is not
     */
    public Tag {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a tag: valid are up to 128 letters, digits, '_', '.'"
                            + " and '-', of which the first is not '.' or '-'.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
