package io.github.fdomaven.recipe;

import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.image.Digest;
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
                            files.put(project.relativize(path).toString().replace('\\', '/'), digest(path)));
        }
        return new Exec(command, Collections.unmodifiableMap(files));
    }

    /**
     * The word that must name a file of the project for the command to start at all. A program found through the PATH of
     * the image, or by an absolute path, is none.
     */
    private static Optional<String> script(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.get(0);
        if (program.contains("/") && PLAIN_RELATIVE.matcher(program).matches()) {
            return Optional.of(program);
        }
        boolean isShell = SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
        if (isShell && words.size() > 1 && PLAIN_RELATIVE.matcher(words.get(1)).matches()) {
            return Optional.of(words.get(1));
        }
        return Optional.empty();
    }

    private static Optional<Path> file(String word, Path project) {
        try {
            Path path = project.resolve(word).normalize();
            return path.startsWith(project) && Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Digest digest(Path path) {
        try {
            return Digest.sha256(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read " + path + ", which the exec of an image names: " + e + ".", e);
        }
    }
}
