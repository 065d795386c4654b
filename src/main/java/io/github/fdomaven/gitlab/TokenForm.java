package io.github.fdomaven.gitlab;

/** What all tokens of GitLab look like. Nothing here ever shows one. */
final class TokenForm {

    private TokenForm() {}

    static void check(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty.");
        }
        // Java would refuse some of these in a header, with a message that shows all of it.
        if (!value.chars().allMatch(letter -> letter > ' ' && letter <= '~')) {
            throw new IllegalArgumentException("The " + what
                    + " has white space in it, or letters that no token has: look for a line end or a quote too many.");
        }
    }
}
