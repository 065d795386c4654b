package io.github.fdomaven.engine.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds programs on the PATH, and ends their processes.
 *
 * @param directories the directories of the PATH
 */
public record EnginePrograms(List<Path> directories) {

    private static final Duration GRACE = Duration.ofSeconds(5);

    public EnginePrograms {
        directories = List.copyOf(directories);
    }

    /**
     * {@return the path of a program}
     *
     * @throws NoAnswerException if the program is not on the PATH
     */
    public Path find(String program) throws NoAnswerException {
        return lookUp(program)
                .orElseThrow(() -> new NoAnswerException("there is no program " + program + " on the PATH"));
    }

    /** {@return the path of a program, if it is on the PATH} */
    public Optional<Path> lookUp(String program) {
        return directories.stream()
                .map(directory -> directory.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * {@return the command, detached from the terminal} It cannot ask for input, and Ctrl-C does not end it: the cleanup after
     * Ctrl-C needs the engine.
     */
    public List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>();
        lookUp("setsid").ifPresent(setsid -> detached.add(setsid.toString()));
        detached.addAll(command);
        return detached;
    }

    /**
     * Ends a process together with the processes that it started. The started processes are ended first, because a script ends
     * by itself after the program that it started.
     */
    static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        descendants.forEach(ProcessHandle::destroy);
        if (descendants.isEmpty()) {
            process.destroy();
        }
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
