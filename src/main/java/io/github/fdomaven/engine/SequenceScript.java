package io.github.fdomaven.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs the programs of a sequence as one shell script, and divides its output. The script has no text of the programs, only the
 * numbers of its arguments. After each program it prints a line with a marker and the exit status. The marker is random, so no
 * program prints it by accident or by intention.
 */
public final class SequenceScript implements Consumer<String> {

    /** With a single stream, the marker comes after all output of its program. The marker begins a line in any case. */
    private static final String BEGIN = """
            exec 2>&1
            ended() { printf '\\n%s %s\\n' "$1" "$2"; case " $3 " in *" $2 "*) ;; *) exit "$2" ;; esac; }
            """;

    private final ExecSequence sequence;
    private final ExecSequence.Listener listener;
    private final String marker = "fdo-" + UUID.randomUUID();
    private final Pattern endOfProgram = Pattern.compile(marker + " ([0-9]{1,3})");
    private int ended;
    private boolean isRunning = true;
    private volatile long began = System.nanoTime();

    /** Creates the script of a sequence. */
    public SequenceScript(ExecSequence sequence, ExecSequence.Listener listener) {
        this.sequence = sequence;
        this.listener = listener;
    }

    /** {@return the program that runs the script} */
    public ExecSpec spec() {
        StringBuilder script = new StringBuilder(BEGIN);
        List<String> arguments = new ArrayList<>(List.of(marker));
        for (ExecSequence.Program program : sequence.programs()) {
            for (Map.Entry<String, String> variable : program.environment().entrySet()) {
                script.append(variable.getKey()).append('=').append(parameter(variable.getValue(), arguments));
            }
            program.arguments().forEach(argument -> script.append(parameter(argument, arguments)));
            String successes =
                    program.successes().stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
            script.append("\nended \"$1\" \"$?\" '").append(successes).append("'\n");
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", script + "exit 0", "sh"));
        command.addAll(arguments);
        return new ExecSpec(command, sequence.environment(), Optional.empty(), sequence.limit());
    }

    /** Adds an argument, and returns the parameter with which the script refers to it. */
    private static String parameter(String argument, List<String> arguments) {
        arguments.add(argument);
        return "\"${" + arguments.size() + "}\" ";
    }

    /** Receives a line of output. */
    @Override
    public void accept(String line) {
        Matcher end = endOfProgram.matcher(line);
        if (end.matches() && isRunning) {
            end(Integer.parseInt(end.group(1)));
        } else {
            listener.output(line);
        }
    }

    private void end(int status) {
        isRunning = sequence.programs().get(ended).successes().contains(status);
        ended++;
        isRunning &= ended < sequence.programs().size();
        began = System.nanoTime();
        listener.ended(status);
    }

    /** Ends the sequence with the exit status of the shell, which is also that of a program during which the shell was killed. */
    public void finish(int status) {
        while (isRunning) {
            end(status);
        }
    }

    /** {@return the time at which the program that runs now has begun, by {@link System#nanoTime}} */
    public long began() {
        return began;
    }
}
