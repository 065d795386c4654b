package io.github.fdomaven.oci;

import io.github.fdomaven.support.OneLine;
import java.util.regex.Pattern;

/**
 * The tag of an image.
 *
 * @param value the tag
 */
public record Tag(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** The tag of a reference without tag and digest. */
    public static final Tag LATEST = new Tag("latest");

    public Tag {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    OneLine.quote(value) + " is not a tag: valid are up to 128 letters, digits, '_', '.'"
                            + " and '-', and the first is not '.' or '-'.");
        }
    }

    /** {@return whether a text can be a tag} */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tag that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
