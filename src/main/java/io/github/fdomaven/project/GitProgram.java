package io.github.fdomaven.project;

import io.github.fdomaven.support.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The git program of this machine. It runs no program that a checkout, its configuration or the environment names:
 *
 * <ul>
 *   <li>It reads no configuration of the checkout, because it runs with a {@link PrivateGitDirectory}. For the same reason it
 *       does not refuse the checkout of another user, in any version.
 *   <li>The commands need no filter, hook, pager, remote repository or other program. What the user's own configuration names
 *       for them is switched off.
 *   <li>The environment has no variables of git, which exist if Maven runs in a git hook, for example.
 * </ul>
 *
 * @param program the program
 * @param environment the environment of this process
 */
record GitProgram(String program, Map<String, String> environment) {

    /** These name the user's own configuration, which has the user's own ignored files. */
    private static final Set<String> KEPT = Set.of("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM");

    /**
     * Every version of git takes an empty value as no program. Before 2.36, git took {@code false} as the name of a program.
     */
    private static final List<String> SAFE_SETTINGS =
            List.of("core.fsmonitor=", "core.hooksPath=/dev/null", "protocol.allow=never", "submodule.recurse=false");

    /** An empty list of protocols allows none. */
    private static final Map<String, String> SAFE_ENVIRONMENT = Map.of(
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_ALLOW_PROTOCOL", "",
            "GIT_PROTOCOL_FROM_USER", "0",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_OPTIONAL_LOCKS", "0",
            "GIT_ATTR_NOSYSTEM", "1");

    private static final String OBJECT_FORMAT = "extensions.objectformat";

    private static final String SETTINGS_OF_CHECKOUT =
            "^(core\\.(ignorecase|precomposeunicode|excludesfile)|extensions\\.objectformat)$";

    /** The status of git config if a file has none of the settings. */
    private static final int NOT_FOUND = 1;

    /** The result of a program. */
    private record Result(int status, byte[] output, String errors) {}

    /** Git ended with an error. */
    static final class GitException extends IOException {

        private static final long serialVersionUID = 1L;

        GitException(String command, Result result) {
            super("git " + command + " ended with status " + result.status() + ": " + OneLine.of(result.errors())
                    + ". Check the checkout with 'git status'.");
        }
    }

    /** This machine has no git program. */
    static final class NoGitException extends IOException {

        private static final long serialVersionUID = 1L;

        NoGitException(IOException cause) {
            super(cause);
        }
    }

    static GitProgram ofSystem() {
        return new GitProgram("git", new ProcessBuilder().environment());
    }

    /**
     * Lists the names of files that git tracks or would add, as git stores them. Of Maven's local repository, only files that
     * git tracks are listed.
     *
     * @param directory a real path in the checkout
     * @return the names, relative to the directory, or nothing if the checkout ignores the directory, as a checkout of a home
     *     directory may do
     * @throws NoGitException if there is no git program
     * @throws GitException if git fails
     */
    Optional<List<byte[]>> names(GitCheckout checkout, Path directory, MavenDirectories maven) throws IOException {
        try (PrivateGitDirectory own = PrivateGitDirectory.create(checkout)) {
            List<String> options = new ArrayList<>(settings(own, checkout));
            if (isIgnored(own, options, checkout, directory)) {
                return Optional.empty();
            }
            options.addAll(List.of("-C", directory.toString()));
            List<String> which = new ArrayList<>(List.of("--cached", "--others", "--exclude-standard"));
            maven.localRepositoryBelow(checkout.top())
                    .map(path -> pattern(checkout.top().relativize(path)))
                    .ifPresent(pattern -> which.add("--exclude=" + pattern));
            return Optional.of(split(list(own, options, which)));
        }
    }

    /**
     * Returns whether git tracks a file in a directory, or false if there is no git program.
     *
     * @param directory a real path in the checkout
     * @throws GitException if git fails
     */
    boolean tracks(GitCheckout checkout, Path directory) throws IOException {
        try (PrivateGitDirectory own = PrivateGitDirectory.create(checkout)) {
            List<String> options = new ArrayList<>(settings(own, checkout));
            options.addAll(List.of("-C", directory.toString()));
            return list(own, options, List.of("--cached")).length > 0;
        } catch (NoGitException e) {
            return false;
        }
    }

    /** Returns the pattern of git for a directory, relative to the working tree. */
    private static String pattern(Path directory) {
        return "/" + directory.toString().replaceAll("[\\\\*?\\[ ]", "\\\\$0") + "/";
    }

    private byte[] list(PrivateGitDirectory own, List<String> options, List<String> which) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("ls-files", "-z"));
        arguments.addAll(which);
        Result listed = run(own, options, arguments.toArray(String[]::new));
        if (listed.status() != 0) {
            throw new GitException("ls-files", listed);
        }
        return listed.output();
    }

    /** The directory's own .gitignore does not count: it may ignore everything except the files that it names. */
    private boolean isIgnored(PrivateGitDirectory own, List<String> options, GitCheckout checkout, Path directory)
            throws IOException {
        if (directory.equals(checkout.top())) {
            return false;
        }
        List<String> inParent = new ArrayList<>(options);
        inParent.addAll(List.of("-C", directory.getParent().toString()));
        return run(own, inParent, "check-ignore", "--quiet", "./" + directory.getFileName())
                        .status()
                == 0;
    }

    /** Reads the few settings of the checkout that decide which files belong to it, and returns them as options of git. */
    private List<String> settings(PrivateGitDirectory own, GitCheckout checkout) throws IOException {
        List<String> options = new ArrayList<>(List.of("--no-pager"));
        SAFE_SETTINGS.forEach(setting -> options.addAll(List.of("-c", setting)));
        Path config = checkout.commonDirectory().resolve("config");
        if (!Files.isRegularFile(config)) {
            return options;
        }
        Result found = run(
                own,
                List.of("config", "--file", config.toRealPath().toString(), "--no-includes"),
                "--null",
                "--get-regexp",
                SETTINGS_OF_CHECKOUT);
        if (found.status() > NOT_FOUND) {
            throw new GitException("config", found);
        }
        for (byte[] entry : split(found.output())) {
            String[] setting = new String(entry, StandardCharsets.UTF_8).split("\n", 2);
            String value = setting.length < 2 ? "true" : setting[1];
            if (setting[0].equals(OBJECT_FORMAT)) {
                own.setObjectFormat(value);
            } else {
                options.addAll(List.of("-c", setting[0] + "=" + value));
            }
        }
        return options;
    }

    private static List<byte[]> split(byte[] output) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < output.length; i++) {
            if (output[i] == 0) {
                parts.add(Arrays.copyOfRange(output, start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    /** Runs git. Errors go to a file, because git waits if they are not read. */
    private Result run(PrivateGitDirectory own, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(own.path().toFile())
                .redirectError(own.errors().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(own));
        Process git = start(builder);
        try {
            git.getOutputStream().close();
            byte[] output = git.getInputStream().readAllBytes();
            int status = git.waitFor();
            return new Result(status, output, new String(Files.readAllBytes(own.errors()), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            git.destroyForcibly();
        }
    }

    private static Process start(ProcessBuilder builder) throws NoGitException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NoGitException(e);
        }
    }

    private Map<String, String> environment(PrivateGitDirectory own) {
        Map<String, String> clean = new HashMap<>(environment);
        clean.keySet().removeIf(name -> name.startsWith("GIT_") && !KEPT.contains(name));
        clean.putAll(SAFE_ENVIRONMENT);
        clean.putAll(own.environment());
        return clean;
    }
}
