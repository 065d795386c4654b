package io.github.fdomaven.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the project that a command of exec names, and the files that these name in turn. Nothing is executed: a word
 * that is the path of a file counts, relative to the project, to the script or to a directory of {@code cd}. So it may read too
 * many files.
 */
final class ExecScripts {

    private static final int MAX_SIZE = 1024 * 1024;
    private static final int MAX_FILES = 1000;
    private static final int MAX_DIRECTORIES = 20;

    private static final Set<String> SHELLS = Set.of("bash", "sh", "dash", "ash", "zsh", "source", ".");
    private static final Set<String> CHANGE_DIRECTORY = Set.of("cd", "pushd", "-C");
    private static final List<String> MAKEFILES = List.of("Makefile", "makefile", "GNUmakefile");

    /** Words before the program of a command. */
    private static final Pattern PREFIX = Pattern.compile(
            "if|then|elif|else|while|until|do|!|time|exec|env|sudo|nice|command|[A-Za-z_]\\w*\\+?=.*|@.*|-.*");

    /** Programs that run other files of the project than those in their arguments, or that read all variables. */
    private static final Pattern RUNS_OTHER_FILES = Pattern.compile(
            "g?make|ninja|meson|cmake|cargo|npm|npx|yarn|pip[0-9.]*|tox|mvn|gradle|go|node|python[0-9.]*|perl|ruby|php"
                    + "|eval|xargs|find|printenv|envsubst");

    private static final Pattern COMMENT = Pattern.compile("(?m)(?<![^\\s;])#.*$");
    private static final Pattern CONTINUATION = Pattern.compile("\\\\\r?\n");
    private static final Pattern SEPARATOR = Pattern.compile("[;&|()`\\n\\r]+|(?<!\\S)[{}](?!\\S)");

    /** A command in a word, such as {@code $(dirname "$0")/common.sh}. */
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\(([^()]*)\\)");

    private static final int MAX_NESTING = 5;

    private static final Pattern VARIABLE_IN_PATH = Pattern.compile("^\\$(?:\\w+|\\{[^}]*})/");
    private static final Pattern PATH = Pattern.compile("[\\w.+@%,:=~/-]{1,1000}");
    private static final Pattern SHELL_SCRIPT = Pattern.compile("#!.*sh\\b.*");
    private static final Pattern SHELL_FILE = Pattern.compile("[^.]+|.*\\.(sh|bash|mk)");

    private static final Pattern VARIABLE = Pattern.compile("\\$[{(]?([A-Za-z_]\\w*)");

    /** Variables of the environment in Python, Perl, Ruby and JavaScript. */
    private static final Pattern ENVIRONMENT = Pattern.compile(
            "\\b(?:environ(?:\\.get)?|getenv|ENV(?:\\.fetch)?|process\\.env)\\s*[\\[({.]\\s*['\"]?([A-Za-z_]\\w*)");

    private static final Pattern CLONE = Pattern.compile("\\bgit\\s+(?:-\\S+\\s+)*(?:clone|init)\\b");
    private static final Set<String> GIT_WITHOUT_REPOSITORY = Set.of("clone", "config", "init", "ls-remote", "version");

    private final Path root;
    private final Set<Path> directories = new LinkedHashSet<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final Deque<Path> unread = new ArrayDeque<>();
    private final Set<String> variables = new TreeSet<>();
    private boolean runsUnreadFiles;
    private boolean runsGit;

    private ExecScripts(Path root) {
        this.root = root;
        directories.add(root);
    }

    /** Reads the files that a command names. */
    static ExecScripts of(String command, Path root) {
        ExecScripts scripts = new ExecScripts(root);
        scripts.readVariables(command);
        scripts.readShell(command);
        while (!scripts.unread.isEmpty()) {
            scripts.read(scripts.unread.pop());
        }
        return scripts;
    }

    /** The names of the variables that the files contain. */
    Set<String> variables() {
        return variables;
    }

    /** Whether a command runs something else than the files that were read. */
    boolean runsUnreadFiles() {
        return runsUnreadFiles;
    }

    /** Whether a command of git needs the repository of the project. */
    boolean runsGit() {
        return runsGit;
    }

    private void read(Path file) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                return;
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            readVariables(text);
            boolean isShell = text.startsWith("#!")
                    ? SHELL_SCRIPT.matcher(text).lookingAt()
                    : SHELL_FILE.matcher(file.getFileName().toString()).matches();
            if (isShell && text.indexOf('\0') < 0) {
                addDirectory(file.getParent());
                readShell(text);
            }
        } catch (IOException e) {
            runsUnreadFiles = true;
        }
    }

    private void readVariables(String text) {
        Stream.of(VARIABLE, ENVIRONMENT)
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .forEach(variables::add);
    }

    private void readShell(String text) {
        String plain =
                COMMENT.matcher(CONTINUATION.matcher(text).replaceAll(" ")).replaceAll("");
        boolean clones = CLONE.matcher(plain).find();
        for (String part : SEPARATOR.split(withoutSubstitutions(plain))) {
            List<String> words = Arrays.stream(part.replaceAll("['\"]", "").split("[\\s<>]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            List<String> command = words.stream()
                    .dropWhile(word -> PREFIX.matcher(word).matches())
                    .toList();
            words.forEach(this::isFile);
            changeDirectory(words);
            if (!command.isEmpty()) {
                run(command.get(0), command.subList(1, command.size()));
                runsGit |= !clones && needsRepository(command);
            }
        }
    }

    /** Moves commands in words to lines of their own. */
    private static String withoutSubstitutions(String text) {
        String rest = text;
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < MAX_NESTING; i++) {
            SUBSTITUTION
                    .matcher(rest)
                    .results()
                    .forEach(found -> commands.append('\n').append(found.group(1)));
            rest = SUBSTITUTION.matcher(rest).replaceAll("\\$_");
        }
        return rest + commands;
    }

    private void changeDirectory(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (CHANGE_DIRECTORY.contains(words.get(i))) {
                found(words.get(i + 1)).filter(Files::isDirectory).forEach(this::addDirectory);
            }
        }
    }

    private void addDirectory(Path directory) {
        if (directories.size() < MAX_DIRECTORIES) {
            directories.add(directory);
        }
    }

    private void run(String program, List<String> arguments) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        if (SHELLS.contains(name)) {
            runShell(arguments);
        } else if (RUNS_OTHER_FILES.matcher(name).matches()) {
            runsUnreadFiles = true;
            if (name.endsWith("make")) {
                MAKEFILES.forEach(this::isFile);
            }
        } else if (program.startsWith("$") || PATH.matcher(program).matches() && program.indexOf('/') > 0) {
            runsUnreadFiles |= !isFile(program);
        }
    }

    private void runShell(List<String> arguments) {
        List<String> rest = arguments.stream()
                .dropWhile(word -> word.startsWith("-") && !word.endsWith("c"))
                .toList();
        if (rest.isEmpty()) {
            runsUnreadFiles = true;
        } else if (!rest.get(0).startsWith("-")) {
            runsUnreadFiles |= !rest.get(0).startsWith("/") && !isFile(rest.get(0));
        } else if (rest.size() > 1) {
            run(rest.get(1), rest.subList(2, rest.size()));
        }
    }

    private static boolean needsRepository(List<String> command) {
        return command.get(0).equals("git")
                && command.stream()
                        .skip(1)
                        .dropWhile(word -> word.startsWith("-"))
                        .findFirst()
                        .filter(name -> !GIT_WITHOUT_REPOSITORY.contains(name))
                        .isPresent();
    }

    /** Whether a word is a file of the project. The file is read then. */
    private boolean isFile(String word) {
        List<Path> paths = found(word).filter(Files::isRegularFile).toList();
        paths.stream()
                .filter(path -> files.size() < MAX_FILES && files.add(path))
                .forEach(unread::add);
        return !paths.isEmpty();
    }

    /** The files and directories of the project that a word can be. */
    private Stream<Path> found(String word) {
        String path = VARIABLE_IN_PATH.matcher(word).replaceFirst("");
        return PATH.matcher(path).matches()
                ? List.copyOf(directories).stream().flatMap(directory -> inProject(directory, path).stream())
                : Stream.empty();
    }

    private Optional<Path> inProject(Path directory, String path) {
        try {
            Path file = directory.resolve(path).normalize();
            return Files.exists(file) && file.toRealPath().startsWith(root.toRealPath())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
