package io.github.fdomaven.downstream;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of all.
 *
 * @param pokes the dependents that were to be poked, in the order of the POM
 * @param unreadable why some images could not be looked at
 */
public record Pokes(List<Poke> pokes, List<FdoException> unreadable) {

    /**
     * Takes copies.
     *
     * @param pokes the dependents that were to be poked, in the order of the POM
     * @param unreadable why some images could not be looked at
     */
    public Pokes {
        pokes = List.copyOf(pokes);
        unreadable = List.copyOf(unreadable);
    }

    /** {@return what is to be said of all that failed, if anything did}: what the user can fix comes first */
    public Optional<FdoException> failure() {
        List<Poke> failed =
                pokes.stream().filter(poke -> poke.outcome().isFailure()).toList();
        if (failed.isEmpty() && unreadable.isEmpty()) {
            return Optional.empty();
        }
        boolean fixable = failed.stream().anyMatch(poke -> poke.outcome() == PokeOutcome.REFUSED)
                || unreadable.stream().anyMatch(FixableException.class::isInstance);
        String message = message(failed);
        Throwable cause = unreadable.stream().findFirst().orElse(null);
        return Optional.of(fixable ? new FixableException(message, cause) : new EnvironmentException(message, cause));
    }

    private String message(List<Poke> failed) {
        List<String> lines = new ArrayList<>();
        if (!unreadable.isEmpty()) {
            lines.add("It could not be found out which pipeline built "
                    + (unreadable.size() == 1 ? "an image:" : "each of " + unreadable.size() + " images:"));
            unreadable.forEach(problem -> lines.add("  " + problem.getMessage()));
        }
        if (!failed.isEmpty()) {
            lines.add(failed.size() + " of " + pokes.size() + " dependents could not be poked:");
            failed.forEach(poke -> lines.add("  " + poke));
        }
        return String.join("\n", lines);
    }
}
