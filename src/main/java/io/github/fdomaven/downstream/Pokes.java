package io.github.fdomaven.downstream;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pokes of all dependents.
 *
 * @param pokes the pokes, in the order of the POM
 * @param unreadableImages the errors of images whose labels could not be read
 */
public record Pokes(List<Poke> pokes, List<FdoException> unreadableImages) {

    public Pokes {
        pokes = List.copyOf(pokes);
        unreadableImages = List.copyOf(unreadableImages);
    }

    /** {@return one exception for all failures, or empty; it is fixable if the user can fix one of the failures} */
    public Optional<FdoException> failure() {
        List<Poke> failed =
                pokes.stream().filter(poke -> poke.outcome().isFailure()).toList();
        if (failed.isEmpty() && unreadableImages.isEmpty()) {
            return Optional.empty();
        }
        boolean isFixable = failed.stream().anyMatch(poke -> poke.outcome() == Poke.Outcome.REFUSED)
                || unreadableImages.stream().anyMatch(FixableException.class::isInstance);
        List<String> lines = lines(failed);
        Throwable cause = unreadableImages.stream().findFirst().orElse(null);
        return Optional.of(isFixable ? new FixableException(lines, cause) : new EnvironmentException(lines, cause));
    }

    private List<String> lines(List<Poke> failed) {
        List<String> lines = new ArrayList<>();
        if (!unreadableImages.isEmpty()) {
            lines.add("Could not find out which pipeline built "
                    + (unreadableImages.size() == 1 ? "an image:" : unreadableImages.size() + " images:"));
            unreadableImages.forEach(problem -> lines.add("  " + problem.getMessage()));
        }
        if (!failed.isEmpty()) {
            lines.add(failed.size() + " of " + pokes.size() + " dependents could not be poked:");
            failed.forEach(poke -> lines.add("  " + poke));
        }
        return lines;
    }
}
