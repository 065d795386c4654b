package io.github.fdomaven.command;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of a command.
 *
 * @param image the image that it ran in
 * @param command the command, as a shell was given it
 * @param status what it ended with; nothing if its time was up before
 * @param took how long it took
 */
public record RunResult(NamedImage image, String command, OptionalInt status, Duration took) {

    /** {@return what is wrong, if the command did not succeed} */
    public Optional<FixableException> failure() {
        if (status.isEmpty()) {
            return Optional.of(new FixableException("The command '" + command + "' was still running in "
                    + image.reference() + " after " + took.toSeconds() + " s, and was stopped. It may take as long as"
                    + " <timeout> (-Dfdo.timeout, FDO_TIMEOUT) says."));
        }
        return status.getAsInt() == 0
                ? Optional.empty()
                : Optional.of(new FixableException("The command '" + command + "' ended with status "
                        + status.getAsInt() + " in " + image.reference() + "." + hint(status.getAsInt())));
    }

    /** What a shell says by a status of its own. */
    private static String hint(int status) {
        return switch (status) {
            case 126 ->
                " A file of it cannot be executed: make it executable, or have a shell run it, as in 'sh FILE'.";
            case 127 -> " A program of it is not there: install it in the image, or mend its name or path.";
            case 137 -> " It was killed, perhaps for want of memory.";
            default -> " What it printed is above.";
        };
    }
}
