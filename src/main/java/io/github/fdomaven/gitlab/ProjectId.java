package io.github.fdomaven.gitlab;

import java.util.regex.Pattern;

/**
 * What GitLab knows a project by.
 *
 * @param value its path, or its number
 */
public record ProjectId(String value) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private static final String PART = "(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.][A-Za-z0-9_.-]*";
    private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")+");

    /** Longer ones GitLab does not have; it also keeps the pattern from deep recursion. */
    private static final int LONGEST = 1000;

    /**
     * Makes sure that it may be a project.
     *
     * @param value its path, or its number
     * @throws IllegalArgumentException if it cannot be one
     */
    public ProjectId {
        if (value.length() > LONGEST
                || !NUMBER.matcher(value).matches() && !PATH.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a project of GitLab: valid is its path with all its"
                            + " groups, as in group/project, or its number.");
        }
    }

    /** {@return whether it is the project's number, which says nothing of its path} */
    public boolean isNumber() {
        return NUMBER.matcher(value).matches();
    }

    /** {@return how it stands in an address: as one part, with no slash} */
    String encoded() {
        // Nothing else that is valid has a meaning of its own in an address.
        return value.replace("/", "%2F");
    }

    @Override
    public String toString() {
        return value;
    }
}
