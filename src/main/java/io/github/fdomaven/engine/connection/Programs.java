package io.github.fdomaven.engine.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs on the PATH. */
record Programs(List<Path> directories) {

    /**
     * Finds a program.
     *
     * @param name its name
     * @return its file
     * @throws NoAnswerException if there is none
     */
    Path find(String name) throws NoAnswerException {
        return lookFor(name).orElseThrow(() -> new NoAnswerException("there is no program " + name + " on the PATH"));
    }

    private Optional<Path> lookFor(String name) {
        return directories.stream()
                .map(directory -> directory.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * A command that Ctrl-C in a terminal does not reach: what it leads to is needed to clean up after that. It cannot ask
     * anything on the terminal either.
     */
    List<String> detached(List<String> command) {
        List<String> all = new ArrayList<>();
        lookFor("setsid").ifPresent(setsid -> all.add(setsid.toString()));
        all.addAll(command);
        return all;
    }
}
