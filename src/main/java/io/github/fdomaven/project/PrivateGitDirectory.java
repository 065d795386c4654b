package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A git directory of the plugin's own, with which git lists the files of a checkout. It takes the index, the objects and the
 * excluded files from the checkout, but neither configuration nor hooks, which can name programs to run.
 */
final class PrivateGitDirectory implements AutoCloseable {

    private static final Pattern OBJECT_FORMAT = Pattern.compile("[a-z0-9]{1,20}");

    private final Path path;
    private final GitCheckout checkout;

    private PrivateGitDirectory(Path path, GitCheckout checkout) {
        this.path = path;
        this.checkout = checkout;
    }

    /**
     * Creates the directory. Only the user who runs Maven can read it. If Maven ends while git still lists the files, Java deletes
     * the directory.
     */
    static PrivateGitDirectory create(GitCheckout checkout) throws IOException {
        PrivateGitDirectory own = new PrivateGitDirectory(Files.createTempDirectory("fdo-git-"), checkout);
        try {
            // Java deletes the files in reverse order.
            own.path.toFile().deleteOnExit();
            own.fill();
            return own;
        } catch (IOException e) {
            own.close();
            throw e;
        }
    }

    private void fill() throws IOException {
        Files.writeString(entry("HEAD"), "ref: refs/heads/main\n");
        Files.createDirectory(entry("objects"));
        Files.createDirectory(entry("refs"));
        Files.createDirectory(entry("info"));
        copy(checkout.commonDirectory().resolve("info").resolve("exclude"), entry("info/exclude"));
        // A split index has a part that several indexes share.
        try (DirectoryStream<Path> shared = Files.newDirectoryStream(checkout.gitDirectory(), "sharedindex.*")) {
            for (Path file : shared) {
                copy(file, entry(file.getFileName().toString()));
            }
        }
    }

    private Path entry(String name) {
        Path entry = path.resolve(name);
        entry.toFile().deleteOnExit();
        return entry;
    }

    private static void copy(Path file, Path copy) throws IOException {
        if (Files.isRegularFile(file)) {
            Files.copy(file, copy);
        }
    }

    /** Sets the format of the index and the objects, such as {@code sha256}. */
    void setObjectFormat(String format) throws IOException {
        if (OBJECT_FORMAT.matcher(format).matches()) {
            Files.write(
                    entry("config"),
                    List.of("[core]", "repositoryformatversion = 1", "[extensions]", "objectformat = " + format));
        }
    }

    Path path() {
        return path;
    }

    /** The file for the error messages of git. */
    Path errors() {
        return entry("errors");
    }

    /** Returns the variables that tell git to use this directory. */
    Map<String, String> environment() {
        return Map.of(
                "GIT_DIR", path.toString(),
                "GIT_WORK_TREE", checkout.top().toString(),
                "GIT_INDEX_FILE", checkout.gitDirectory().resolve("index").toString(),
                "GIT_OBJECT_DIRECTORY",
                        checkout.commonDirectory().resolve("objects").toString());
    }

    /** Deletes the directory. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
