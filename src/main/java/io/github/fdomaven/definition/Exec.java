package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.project.FileNames;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The command that runs after the packages are installed, and the files of the project that it names.
 *
 * @param files the digest of each file that the command names, by its path in the project, sorted by path
 */
public record Exec(String command, Map<String, Digest> files) {

    /** After these commands, a relative path is not a file of the project's directory. */
    private static final Set<String> ELSEWHERE = Set.of("cd", "pushd");

    /** A part of a command that may convert line ends, as in {@code sed -i 's/\r$//' build.sh}. */
    private static final Pattern CONVERSION =
            Pattern.compile("\\\\r|\\\\015|\\b(sed|perl|tr|[gm]?awk|dos2unix|fromdos|python[0-9.]*|ruby)\\b");

    /** A part of a command that may decide whether a script runs. */
    private static final Pattern CONDITION =
            Pattern.compile("\\|\\||(?<!\\S)(if|case|for|while|until|test|\\[\\[?|command|type|which|grep)(?!\\S)");

    /** The first line of a script is far shorter. */
    private static final int MAX_LINE = 4096;

    private static final Set<String> SHELLS = Set.of("bash", "sh", "dash", "ash", "zsh");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=");

    /** An option of a shell, except {@code -c} and options with an argument, such as {@code -o}. */
    private static final Pattern SIMPLE_OPTION =
            Pattern.compile("-[abefhiklmnprtuvxBCEHPT]+|--(norc|noprofile|posix|login)");

    /** A relative path that is not an option and has nothing that the shell expands. */
    private static final Pattern PLAIN_RELATIVE = Pattern.compile("[^-/~$`*?\\[{=!#][^$`*?\\[{=!#]*");

    /**
     * {@return a command with the digests of the files that it names}: line ends of Windows in the command become those of Linux
     *
     * @throws IllegalArgumentException if the command runs a file that the project does not have or that is not executable
     * @throws EnvironmentException if a file cannot be read
     */
    public static Exec of(String text, Path project, Function<Path, Digest> digests) {
        String command = text.replace("\r\n", "\n");
        ShellWords words = new ShellWords(command);
        program(words.firstCommand())
                .filter(word -> isNotExecutable(word, project))
                .ifPresent(word -> {
                    throw new IllegalArgumentException("'" + command + "' runs the file " + word
                            + ", which is not executable. Make it executable with"
                            + " 'chmod +x', or run it with a shell, such as 'sh " + word + "'.");
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
                    .ifPresent(path -> files.put(
                            path.toString().replace(File.separatorChar, '/'), digests.apply(project.resolve(path))));
        }
        return new Exec(command, Collections.unmodifiableMap(files));
    }

    /**
     * {@return the scripts that the command runs in the project's directory and whose lines end in CRLF; none if
     * the command may convert them, or runs them under a condition}
     */
    public List<String> scriptsWithCrlf(Path project) {
        if (CONVERSION.matcher(command).find() || CONDITION.matcher(command).find()) {
            return List.of();
        }
        return new ShellWords(command)
                .commands().stream()
                        .takeWhile(words -> !ELSEWHERE.contains(words.get(0)))
                        .flatMap(words -> script(words).stream())
                        .filter(word -> file(word, project).isPresent()
                                && lineWithCrlf(project.resolve(word)).isPresent())
                        .distinct()
                        .toList();
    }

    /** {@return the interpreter that the first line of a script names, if this line ends in CRLF} */
    public static Optional<String> interpreterWithCrlf(Path file) {
        return Optional.of(file)
                .filter(Files::isRegularFile)
                .flatMap(Exec::lineWithCrlf)
                .filter(line -> line.startsWith("#!"));
    }

    /** The first line if it ends in CRLF. Bytes of a binary file are not a line. */
    private static Optional<String> lineWithCrlf(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            String start = new String(content.readNBytes(MAX_LINE), StandardCharsets.ISO_8859_1);
            int end = start.indexOf("\r\n");
            return Optional.of(start)
                    .filter(text -> end >= 0 && end + 1 == text.indexOf('\n') && text.lastIndexOf('\0', end) < 0)
                    .map(text -> text.substring(0, end));
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** {@return the digest of a file} */
    public static Digest digest(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return Digest.sha256(content);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** The word that must be a file of the project. Programs on the PATH and absolute paths belong to the image. */
    private static Optional<String> script(List<String> words) {
        List<String> command = withoutAssignments(words);
        boolean isShell = !command.isEmpty()
                && SHELLS.contains(command.get(0).substring(command.get(0).lastIndexOf('/') + 1));
        return isShell ? scriptOfShell(command.subList(1, command.size())) : program(words);
    }

    /** The program, if it is a relative path. */
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

    private static boolean isNotExecutable(String word, Path project) {
        return path(word, project)
                .filter(path -> Files.isRegularFile(path) && !Files.isExecutable(path))
                .isPresent();
    }

    /** The first argument after the options. After {@code -c} it would be a command, after {@code -o} a value. */
    private static Optional<String> scriptOfShell(List<String> arguments) {
        boolean hasSimpleOptions = arguments.stream()
                .takeWhile(word -> word.startsWith("-"))
                .allMatch(option -> SIMPLE_OPTION.matcher(option).matches());
        return arguments.stream()
                .dropWhile(word -> word.startsWith("-"))
                .findFirst()
                .filter(word -> hasSimpleOptions && PLAIN_RELATIVE.matcher(word).matches());
    }

    /** The path of a file in the project, with links resolved. */
    private static Optional<Path> file(String word, Path project) {
        Optional<Path> path = path(word, project).filter(Files::isRegularFile);
        try {
            if (path.isEmpty()) {
                return Optional.empty();
            }
            Path real = project.toRealPath().relativize(path.get().toRealPath());
            return Optional.of(real).filter(relative -> !relative.startsWith(".."));
        } catch (IOException e) {
            throw unreadable(word, e);
        }
    }

    /** The path of a word, unless a word cannot be a path. In the POSIX locale, Java has paths for ASCII only. */
    private static Optional<Path> path(String word, Path project) {
        try {
            return Optional.of(project.resolve(word));
        } catch (InvalidPathException e) {
            if (FileNames.exists(project, word.getBytes(StandardCharsets.UTF_8))) {
                throw new IllegalArgumentException(
                        "exec names the file '" + word + "', whose name Java cannot read in this locale. "
                                + FileNames.LOCALE_ADVICE,
                        e);
            }
            return Optional.empty();
        }
    }

    private static EnvironmentException unreadable(String file, IOException cause) {
        return new EnvironmentException(
                "Cannot read " + file + ", which exec names: " + FileProblem.of(cause) + ".", cause);
    }
}
