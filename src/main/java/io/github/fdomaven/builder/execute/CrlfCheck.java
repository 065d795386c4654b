package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for scripts whose lines end in CRLF. Linux takes the carriage return as a part of the interpreter's name and of each
 * command, and complains of a missing file or an unknown command, which does not name the reason.
 *
 * @param image the name of the image, for messages
 * @param exec the command of the image
 * @param project the directory of the project
 * @param files the files of the project, relative to its directory
 */
record CrlfCheck(String image, Exec exec, Path project, List<Path> files) {

    private static final int MAX_NAMES = 3;

    /** What bash prints for a carriage return. */
    private static final Predicate<String> RETURN =
            Pattern.compile("\\^M|\\$'\\\\r'|\\r: command not found").asPredicate();

    /** What a shell prints for a carriage return, and for other reasons. */
    private static final Predicate<String> MISSING =
            Pattern.compile("bad interpreter|not found|No such file").asPredicate();

    /** The first line of a script for a shell, such as {@code #!/bin/bash -e}. */
    private static final Predicate<String> SHELL = Pattern.compile("#!.*sh\\b").asPredicate();

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+-]+");

    /** Refuses a script that cannot run, before anything is pulled. */
    void refuseScripts() {
        List<String> scripts = exec.scriptsWithCrlf(project);
        if (!scripts.isEmpty()) {
            boolean isOfShell = Exec.interpreterWithCrlf(project.resolve(scripts.get(0)))
                    .filter(SHELL.negate())
                    .isEmpty();
            throw new FixableException("The exec of the image '" + image + "' runs " + String.join(", ", scripts)
                    + ", whose lines end in CRLF, as on Windows. " + (isOfShell ? "A shell of Linux" : "The kernel")
                    + " cannot run such a script. " + conversion(scripts));
        }
    }

    /** {@return what to do if exec failed and printed these lines last} */
    String advice(Collection<String> lastLines) {
        boolean isReturn = lastLines.stream().anyMatch(RETURN);
        boolean isAnyScript = isReturn || lastLines.stream().anyMatch(MISSING);
        List<String> scripts = files.stream()
                .filter(file -> isAnyScript || exec.files().containsKey(file.toString()))
                .filter(file -> Exec.interpreterWithCrlf(project.resolve(file)).isPresent())
                .map(Path::toString)
                .toList();
        if (scripts.isEmpty() && !isReturn) {
            return " Fix the script, then run the goal again. If it reads variables of the job, name them in <execEnvironment>.";
        }
        String names = scripts.isEmpty()
                ? "a script"
                : scripts.stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
                        + (scripts.size() > MAX_NAMES ? " and " + (scripts.size() - MAX_NAMES) + " more" : "");
        return " The reason may be that lines of " + names + " end in CRLF, as on Windows. "
                + conversion(scripts.isEmpty() ? List.of("FILE") : scripts);
    }

    private static String conversion(List<String> scripts) {
        return "Convert "
                + (scripts.size() > 1 ? "them" : "it") + " with sed -i 's/\\r$//' "
                + scripts.stream().map(CrlfCheck::quoted).collect(Collectors.joining(" ")) + ", and keep "
                + (scripts.size() > 1 ? "them" : "it") + " so by "
                + scripts.stream()
                        .map(CrlfCheck::attribute)
                        .distinct()
                        .map(line -> "'" + line + "'")
                        .collect(Collectors.joining(" and "))
                + " in .gitattributes.";
    }

    private static String quoted(String file) {
        return PLAIN.matcher(file).matches() ? file : "'" + file.replace("'", "'\\''") + "'";
    }

    /** The line for all files with the extension of a file, or for the file if it has none. */
    private static String attribute(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String pattern = dot > 0 ? "*" + name.substring(dot) : name;
        return (PLAIN.matcher(pattern.replace("*", "")).matches() ? pattern : '"' + pattern + '"') + " text eol=lf";
    }
}
