package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for scripts whose lines end in CRLF. Linux takes the carriage return as a part of the interpreter's name and of each
 * command, and complains of a missing file or an unknown command, which does not name the reason.
 *
 * @param image the name of the image, for messages
 * @param project the directory of the project
 * @param files the files of the project, relative to its directory
 */
record CrlfCheck(String image, Path project, List<Path> files) {

    private static final int MAX_NAMES = 3;

    /** What bash prints for a carriage return. */
    private static final Pattern COMPLAINT = Pattern.compile("\\^M|\\$'\\\\r'");

    /** Refuses a script that cannot run, before anything is pulled. */
    void refuseScriptsOf(Exec exec) {
        List<String> scripts = exec.scriptsWithCrlf(project);
        if (!scripts.isEmpty()) {
            throw new FixableException("The exec of the image '" + image + "' runs " + String.join(", ", scripts)
                    + ", whose lines end in CRLF, as on Windows. A shell of Linux cannot run such a script. "
                    + conversion(scripts.get(0)));
        }
    }

    /** {@return what to do if exec failed and printed these lines last} */
    String advice(Collection<String> lastLines) {
        List<String> scripts = files.stream()
                .filter(file -> Exec.isScriptWithCrlf(project.resolve(file)))
                .map(Path::toString)
                .toList();
        boolean isComplaint =
                lastLines.stream().anyMatch(line -> COMPLAINT.matcher(line).find());
        if (scripts.isEmpty() && !isComplaint) {
            return " Fix the script, then run the goal again.";
        }
        String names = scripts.isEmpty()
                ? "a script"
                : scripts.stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
                        + (scripts.size() > MAX_NAMES ? " and " + (scripts.size() - MAX_NAMES) + " more" : "");
        return " The reason may be that lines of " + names + " end in CRLF, as on Windows. "
                + conversion(scripts.isEmpty() ? "FILE" : scripts.get(0));
    }

    private static String conversion(String file) {
        return "Convert it with sed -i 's/\\r$//' " + file
                + ", and keep it so by '*.sh text eol=lf' in .gitattributes.";
    }
}
