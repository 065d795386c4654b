package io.github.fdomaven.command;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The result of a command.
 *
 * @param command the command, as it was given to a shell
 * @param status the exit status; empty if the command was stopped at its time limit
 */
public record RunResult(NamedImage image, String command, OptionalInt status, Duration took) {

    /** {@return the failure, if the command did not succeed} */
    public Optional<FixableException> failure() {
        if (status.isEmpty()) {
            return Optional.of(new FixableException("The command '" + command + "' was still running in "
                    + image.reference() + " after " + took.toSeconds() + " s, and was stopped. If it needs more time,"
                    + " raise <timeout> (-Dfdo.timeout, FDO_TIMEOUT)."));
        }
        return status.getAsInt() == 0
                ? Optional.empty()
                : Optional.of(new FixableException("The command '" + command + "' ended with status "
                        + status.getAsInt() + " in " + image.reference() + ". " + hint(status.getAsInt())));
    }

    /** Explains the statuses that a shell sets itself. */
    private static String hint(int status) {
        return switch (status) {
            case 126 -> "A file is not executable: make it executable, or run it by a shell, as in 'sh FILE'.";
            case 127 -> "A program was not found: install it in the image, or correct its name or path.";
            case 137 -> "It was killed, perhaps because memory ran out.";
            default -> "Its output is above.";
        };
    }
}
