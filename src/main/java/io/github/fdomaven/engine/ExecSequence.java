package io.github.fdomaven.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that run one after another in a container, as root in the root directory. An engine needs up to 0.3 s to start a
 * program in a container, and starts only one for the whole sequence. Standard output and standard error of the programs are
 * one stream.
 *
 * @param programs the programs, in order
 * @param environment environment variables for all programs
 * @param limit the time limit of each program
 */
public record ExecSequence(List<Program> programs, Map<String, String> environment, Optional<Duration> limit) {

    public ExecSequence {
        programs = List.copyOf(programs);
        environment = Map.copyOf(environment);
        if (programs.isEmpty()) {
            throw new IllegalArgumentException("A sequence needs a program.");
        }
    }

    /**
     * A program of a sequence.
     *
     * @param arguments the program and its arguments, taken literally
     * @param environment additional variables for this program; other users of the engine's machine can read their values
     * @param successes the exit statuses after which the next program runs
     */
    public record Program(List<String> arguments, Map<String, String> environment, Set<Integer> successes) {

        public Program {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
            successes = Set.copyOf(successes);
            environment.keySet().stream()
                    .filter(name -> !name.matches("[A-Za-z_][A-Za-z0-9_]*"))
                    .forEach(name -> {
                        throw new IllegalArgumentException("'" + name + "' is not a variable of a shell.");
                    });
        }

        /** The arguments, without the environment, which may have secrets. */
        @Override
        public String toString() {
            return arguments.toString();
        }
    }

    /** Receives the events of a sequence, in order. */
    public interface Listener {

        /** The program that runs printed a line. */
        void output(String line);

        /** The program has ended. The next program runs now, unless this was the last one or did not succeed. */
        void ended(int status);
    }
}
