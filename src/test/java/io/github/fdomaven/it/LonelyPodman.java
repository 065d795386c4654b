package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A machine on which no engine answers, but which has podman on the PATH, with a storage of its own; needs root. */
public final class LonelyPodman implements AutoCloseable {

    /** Nothing answers at what is hidden behind the null device. */
    private static final String HIDE = "for s in /var/run/docker.sock /run/podman/podman.sock;"
            + " do if [ -e $s ]; then mount --bind /dev/null $s; fi; done; exec \"$@\"";

    private final Path directory;

    public LonelyPodman(File basedir, String registry) throws IOException, InterruptedException {
        Programs.require(basedir, "podman", "podman");
        Programs.require(basedir, "runc", "runc");
        directory = Files.createTempDirectory("fdo-it-podman");
        // Without these, Podman of Debian runs nothing where cgroups are of version 1.
        Files.writeString(
                directory.resolve("containers.conf"),
                "[containers]\ndefault_ulimits = [\"nofile=4096:4096\", \"nproc=4096:4096\"]\n[engine]\nruntime = \"runc\"\n");
        Files.writeString(
                directory.resolve("storage.conf"),
                "[storage]\ndriver = \"overlay\"\ngraphroot = \"" + directory.resolve("root") + "\"\nrunroot = \""
                        + directory.resolve("run") + "\"\n");
        Files.writeString(
                directory.resolve("registries.conf"),
                "[[registry]]\nlocation = \"" + registry + "\"\ninsecure = true\n");
        Files.createDirectory(directory.resolve("tmp"));
    }

    /** What Maven is run under. */
    public List<String> prefix() {
        return List.of("unshare", "--mount", "sh", "-c", HIDE, "sh");
    }

    /** What Maven, and podman under it, are told. */
    public Map<String, String> variables() {
        return Map.of(
                "CONTAINERS_CONF", directory.resolve("containers.conf").toString(),
                "CONTAINERS_STORAGE_CONF", directory.resolve("storage.conf").toString(),
                "CONTAINERS_REGISTRIES_CONF",
                        directory.resolve("registries.conf").toString(),
                "MAVEN_OPTS", "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "DOCKER_HOST", "");
    }

    /** The directories of services, of which each removes its own when it ends. */
    public List<String> services() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("tmp"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("fdo-"))
                    .toList();
        }
    }

    /** Whether within this time the last service ends. */
    public boolean isQuietWithin(int seconds) throws IOException, InterruptedException {
        for (int tries = 0; tries < seconds * 5 && !services().isEmpty(); tries++) {
            Thread.sleep(200);
        }
        return services().isEmpty();
    }

    /** What the podman command prints, on the same storage. */
    public String podman(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("podman"), Stream.of(arguments)).toList());
        builder.environment().putAll(variables());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Override
    public void close() throws IOException {
        Programs.tidy("sh", "-c", "umount " + directory.resolve("root/overlay") + " 2>/dev/null; rm -rf " + directory);
    }
}
