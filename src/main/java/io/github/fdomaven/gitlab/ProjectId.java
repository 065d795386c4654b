package io.github.fdomaven.gitlab;

import java.util.regex.Pattern;

/**
 * The path or the number of a project.
 *
 * @param value the path with all groups, such as {@code group/project}, or the number
 */
public record ProjectId(String value) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private static final String PART = "(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.][A-Za-z0-9_.-]*";
    private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")+");

    /** Longer than any path in GitLab. The limit prevents deep recursion in the pattern. */
    private static final int MAX_LENGTH = 1000;

    public ProjectId {
        if (value.length() > MAX_LENGTH
                || !NUMBER.matcher(value).matches() && !PATH.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is not a GitLab project. Valid are the path with all groups, as in group/project, and the"
                    + " project's number.");
        }
    }

    /** {@return whether this is the project's number} */
    public boolean isNumber() {
        return NUMBER.matcher(value).matches();
    }

    /** {@return whether another ID has the same path or number} GitLab ignores the case of paths. */
    public boolean isSameAs(ProjectId other) {
        return value.equalsIgnoreCase(other.value);
    }

    /** Encodes the ID as one segment of a URL. Except for slashes, no valid character needs encoding. */
    String encoded() {
        return value.replace("/", "%2F");
    }

    @Override
    public String toString() {
        return value;
    }
}
