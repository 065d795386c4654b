package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.EnvironmentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The command that runs once the packages are installed, and the files of the project that its words name.
 *
 * @param command the text that a shell of the image is given, as it stands
 * @param files the digest of each file that the command names, by its path in the project, in the order of the paths
 */
public record Exec(String command, Map<String, Digest> files) {

    private static final Set<String> SHELLS = Set.of("bash", "sh", "dash", "ash", "zsh");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=");

    /** An option of a shell that neither is {@code -c} nor takes an argument, as {@code -o} does. */
    private static final Pattern ORDINARY_OPTION =
            Pattern.compile("-[abefhiklmnprtuvxBCEHPT]+|--(norc|noprofile|posix|login)");

    /** Neither an option, nor absolute, nor anything that the shell has yet to expand. */
    private static final Pattern PLAIN_RELATIVE = Pattern.compile("[^-/~$`*?\\[{=!#][^$`*?\\[{=!#]*");

    /**
     * Reads the files that a command names.
     *
     * @param command the text for the shell
     * @param project the project's directory
     * @return the command with the digests of its files
     * @throws IllegalArgumentException if the program, or the script that a shell is to run, is a file that the project
     *     does not have
     * @throws EnvironmentException if a file cannot be read
     */
    public static Exec of(String command, Path project) {
        ShellWords words = ShellWords.of(command);
        program(words.firstCommand())
                .filter(word -> isNotExecutable(project.resolve(word)))
                .ifPresent(word -> {
                    throw new IllegalArgumentException(
                            "'" + command + "' runs the file " + word + ", which is not executable: make"
                                    + " it so with 'chmod +x', or have a shell run it, as in 'sh " + word + "'.");
                });
        script(words.firstCommand())
                .filter(word -> file(word, project).isEmpty())
                .ifPresent(word -> {
                    throw new IllegalArgumentException("'" + command + "' runs the file " + word + ", which " + project
                            + " does not have. Paths are relative to the project's directory.");
                });
        Map<String, Digest> files = new TreeMap<>();
        for (String word : words.all()) {
            file(word, project)
                    .ifPresent(path ->
                            files.put(path.toString().replace(File.separatorChar, '/'), digest(project.resolve(path))));
        }
        return new Exec(command, Collections.unmodifiableMap(files));
    }

    /**
     * The word that must name a file of the project for the command to start at all. A program found through the PATH of
     * the image, or by an absolute path, is none.
     */
    private static Optional<String> script(List<String> words) {
        List<String> command = withoutAssignments(words);
        boolean isShell = !command.isEmpty()
                && SHELLS.contains(command.get(0).substring(command.get(0).lastIndexOf('/') + 1));
        return isShell ? scriptOfShell(command.subList(1, command.size())) : program(words);
    }

    /** The program itself, if it is named by a path in the project. */
    private static Optional<String> program(List<String> words) {
        return withoutAssignments(words).stream()
                .findFirst()
                .filter(word ->
                        word.contains("/") && PLAIN_RELATIVE.matcher(word).matches());
    }

    private static List<String> withoutAssignments(List<String> words) {
        return words.stream()
                .dropWhile(word -> ASSIGNMENT.matcher(word).lookingAt())
                .toList();
    }

    private static boolean isNotExecutable(Path path) {
        return Files.isRegularFile(path) && !Files.isExecutable(path);
    }

    /** The first argument of a shell that is no option, unless one of its options is the text to run or takes an argument. */
    private static Optional<String> scriptOfShell(List<String> arguments) {
        boolean isOrdinary = arguments.stream()
                .takeWhile(word -> word.startsWith("-"))
                .allMatch(option -> ORDINARY_OPTION.matcher(option).matches());
        return arguments.stream()
                .dropWhile(word -> word.startsWith("-"))
                .findFirst()
                .filter(word -> isOrdinary && PLAIN_RELATIVE.matcher(word).matches());
    }

    /** The path of a file, links followed, if it is one of the project's. */
    private static Optional<Path> file(String word, Path project) {
        try {
            Path path = project.resolve(word);
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            Path real = project.toRealPath().relativize(path.toRealPath());
            return Optional.of(real).filter(relative -> !relative.startsWith(".."));
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(word, e);
        }
    }

    private static Digest digest(Path path) {
        try {
            return Digest.sha256(Files.readAllBytes(path));
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static EnvironmentException unreadable(String file, IOException cause) {
        return new EnvironmentException(
                "Cannot read " + file + ", which the exec of an image names: " + cause + ".", cause);
    }
}
