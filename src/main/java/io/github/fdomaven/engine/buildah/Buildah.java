package io.github.fdomaven.engine.buildah;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Runs commands of the buildah program.
 *
 * @param temporary the directory for temporary files, which a command that is killed leaves
 */
record Buildah(Namespaces namespaces, Path temporary) {

    /** The words before the message of a failure. */
    private static final Pattern PREFIX = Pattern.compile("^(?:Error: )?(?:1 error occurred:\\s*\\*\\s*)?");

    /** A line of the log, in which the message is a quoted text. */
    private static final Pattern LOG_LINE = Pattern.compile("^time=\"[^\"]*\" level=\\w+ msg=\"?(.*?)\"?$");

    /** The buildah program has failed. The message is its own, as a part of a sentence. */
    static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message);
        }

        Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Runs a command, which must succeed, and returns its standard output. */
    String call(String... arguments) {
        return call(Arrays.asList(arguments), line -> {});
    }

    /**
     * Runs a command, which must succeed, and returns its standard output.
     *
     * @param progress receives the lines of standard error
     */
    String call(List<String> arguments, Consumer<String> progress) {
        return run(namespaces.programs().buildah(arguments), progress);
    }

    /** Runs a command, which must succeed, and returns its standard output as JSON. */
    JsonNode json(String... arguments) {
        String output = call(arguments);
        try {
            return new ObjectMapper().readTree(output);
        } catch (JsonProcessingException e) {
            throw new Failure("its output is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Deletes a directory, whose files may belong to the users of a container. */
    void delete(Path directory) {
        run(List.of("rm", "-rf", "--", directory.toString()), line -> {});
    }

    /** Runs a program with the rights of the buildah program. It must succeed. Returns its standard output. */
    String run(List<String> program, Consumer<String> progress) {
        List<String> errors = new ArrayList<>();
        try (BuildahProcess process = BuildahProcess.start(namespaces.guarded(program), environment(), line -> {
            errors.add(line);
            progress.accept(line);
        })) {
            int status = process.await();
            if (status != 0) {
                throw new Failure(message(errors, status));
            }
            return process.output();
        } catch (IOException e) {
            throw new Failure(FileProblem.of(e), e);
        }
    }

    /** Starts a program of a container. Its output has what the buildah program itself prints, too. */
    BuildahProcess start(List<String> arguments, List<String> input, Predicate<String> lines) throws IOException {
        return BuildahProcess.start(
                namespaces.guardedWithOwnProc(namespaces.programs().buildah(arguments)), environment(), input, lines);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(namespaces.environment());
        environment.put("TMPDIR", temporary.toString());
        return environment;
    }

    /** Returns the message of a failed command: from the line that says so, or the first line. */
    static String message(List<String> errors, int status) {
        for (int i = 0; i < errors.size(); i++) {
            if (errors.get(i).startsWith("Error: ")) {
                return PREFIX.matcher(String.join(" ", errors.subList(i, errors.size())))
                        .replaceFirst("")
                        .strip();
            }
        }
        return errors.isEmpty()
                ? "it ended with status " + status
                : LOG_LINE.matcher(errors.get(0)).replaceFirst("$1").strip().replaceFirst("\\.$", "");
    }
}
