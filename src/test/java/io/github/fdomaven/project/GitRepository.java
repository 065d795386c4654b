package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository for a test, without the git configuration of the user. */
final class GitRepository {

    private final Path directory;

    private GitRepository(Path directory) {
        this.directory = directory;
    }

    static GitRepository init(Path directory, String... options) throws IOException {
        Files.createDirectories(directory);
        GitRepository repository = new GitRepository(directory);
        List<String> init = new ArrayList<>(List.of("init", "--quiet", "--initial-branch=main"));
        init.addAll(List.of(options));
        return repository
                .git(init.toArray(String[]::new))
                .git("config", "user.name", "test")
                .git("config", "user.email", "test@example.org");
    }

    GitRepository write(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    GitRepository commit() throws IOException {
        git("add", "--all");
        return git("commit", "--quiet", "--message=test");
    }

    GitRepository git(String... arguments) throws IOException {
        output(arguments);
        return this;
    }

    String output(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_SYSTEM", "/dev/null");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
