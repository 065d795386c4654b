package io.github.fdomaven.engine.buildah;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The namespaces of the keeper, in which all programs of a session run: there they may mount, and see the mounted containers. The
 * mounts end with the keeper.
 *
 * @param keeper the process ID of the keeper
 * @param hasOwnProc whether a program may have a {@code /proc} of its own
 * @param environment variables by which the buildah program knows that it needs no namespace of its own
 */
record Namespaces(
        BuildahPrograms programs,
        Privileges privileges,
        String keeper,
        boolean hasOwnProc,
        Map<String, String> environment) {

    /**
     * Runs a program and ends it with this process: standard input is a pipe that ends when this process ends, even if it is
     * killed. The program gets its lines through a pipe without an end.
     */
    private static final String GUARD = """
            exec 3<&0 </dev/null
            pipe=$TMPDIR/pipe-$$
            mkfifo "$pipe" && exec 4<>"$pipe" && rm -f "$pipe" || exit 1
            "$@" <&4 3<&- 4<&- &
            program=$!
            {
                while IFS= read -r line; do printf '%s\\n' "$line" >&4; done
                kill -KILL "$program"
            } <&3 >/dev/null 2>&1 &
            guard=$!
            exec 3<&- 4<&-
            wait "$program" 2>/dev/null
            status=$?
            kill -KILL "$guard" 2>/dev/null
            exit "$status"
            """;

    Namespaces {
        environment = Map.copyOf(environment);
    }

    /** Returns a command that runs a program. The processes that it starts end with it. */
    List<String> guarded(List<String> program) {
        return guarded(program, false);
    }

    /** Returns a command that runs a program, whose {@code /proc} shows only the processes that it starts, if possible. */
    List<String> guardedWithOwnProc(List<String> program) {
        return guarded(program, hasOwnProc);
    }

    private List<String> guarded(List<String> program, boolean withOwnProc) {
        List<String> command = new ArrayList<>(List.of(programs.nsenter().toString(), "--target", keeper, "--mount"));
        if (privileges != Privileges.OWN) {
            command.add("--user");
        }
        command.addAll(List.of("--", programs.shell().toString(), "-c", GUARD, "sh"));
        command.addAll(List.of(programs.unshare().toString(), "--pid", "--fork", "--kill-child"));
        if (withOwnProc) {
            command.add("--mount-proc");
        }
        command.addAll(program);
        return programs.path().detached(command);
    }
}
