package io.github.fdomaven.downstream;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How it ended with all pipelines that were followed.
 *
 * @param endings each, in the order of the pokes
 */
public record Endings(List<Ending> endings) {

    /**
     * Takes a copy.
     *
     * @param endings each, in the order of the pokes
     */
    public Endings {
        endings = List.copyOf(endings);
    }

    /** {@return what is to be said of all that failed, if any did}: what the user can fix comes first */
    public Optional<FdoException> failure() {
        List<Ending> failed = endings.stream().filter(Ending::isFailure).toList();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        String message = failed.size() + " of " + endings.size()
                + " pipelines of dependents did not succeed, or could not be followed:\n"
                + failed.stream()
                        .map(ending -> "  " + ending.poke().dependent() + ": " + ending.text())
                        .collect(Collectors.joining("\n"));
        return Optional.of(
                failed.stream().anyMatch(Ending::isFixable)
                        ? new FixableException(message)
                        : new EnvironmentException(message));
    }
}
