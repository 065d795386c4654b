package io.github.fdomaven.engine.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directories of the PATH. */
record SearchPath(List<Path> directories) {

    Path find(String program) throws NoAnswerException {
        return lookUp(program)
                .orElseThrow(() -> new NoAnswerException("there is no program " + program + " on the PATH"));
    }

    private Optional<Path> lookUp(String program) {
        return directories.stream()
                .map(directory -> directory.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Returns the command, detached from the terminal: Ctrl-C does not end it, because the cleanup after Ctrl-C needs the
     * engine, and it cannot ask for input.
     */
    List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>();
        lookUp("setsid").ifPresent(setsid -> detached.add(setsid.toString()));
        detached.addAll(command);
        return detached;
    }
}
