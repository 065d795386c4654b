package io.github.fdomaven.command;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What root does in a container before the command of the user's own runs there. */
record Preparation(Container container) {

    /**
     * Makes the user's directory, and an entry in the passwd where the image has none: many programs, Java among them, ask
     * there for the directory, and some do not start for a user who has no name.
     */
    private static final String MAKE_USER = "mkdir -p \"$3\" && chown \"$1:$2\" \"$3\" || exit"
            + "; while IFS=: read -r name password uid rest; do [ \"$uid\" = \"$1\" ] && exit 0; done < /etc/passwd"
            + "; echo \"fdo-user:x:$1:$2::$3:/bin/sh\" >> /etc/passwd";

    void makeHome(RunUser user) {
        if (!user.isRoot()) {
            run(Command.script(MAKE_USER, String.valueOf(user.uid()), String.valueOf(user.gid()), user.home()));
        }
    }

    /** Runs a command that is of no interest unless it fails. */
    void run(Command command) {
        List<String> lines = new ArrayList<>();
        ExecSpec spec = new ExecSpec(command.arguments(), command.environment(), Optional.empty(), Optional.empty());
        OptionalInt status = container.run(spec, lines::add);
        if (status.orElse(-1) != 0) {
            throw new FixableException("Could not prepare the container: '" + command.text() + "' ended with status "
                    + status.orElse(-1) + ": " + String.join("\n", lines)
                    + ". The image needs a shell, and mkdir and chown.");
        }
    }
}
