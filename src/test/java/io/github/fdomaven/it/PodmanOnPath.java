package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An environment without a running engine, with podman on the PATH and a storage of its own. It needs root. */
public final class PodmanOnPath implements AutoCloseable {

    /** Hides the sockets of the machine behind the null device. */
    private static final String HIDE = "for s in /var/run/docker.sock /run/podman/podman.sock;"
            + " do if [ -e $s ]; then mount --bind /dev/null $s; fi; done; exec \"$@\"";

    private static final int LIMIT_SECONDS = 600;

    private final Path directory;

    public PodmanOnPath(File basedir, String registry) throws IOException, InterruptedException {
        Programs.require(basedir, "podman", "podman");
        Programs.require(basedir, "runc", "runc");
        directory = Files.createTempDirectory("fdo-it-podman");
        // With cgroups of version 1, Podman of Debian needs these settings to run a container.
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

    /** {@return the command that runs Maven in this environment} */
    public List<String> prefix() {
        return List.of("unshare", "--mount", "sh", "-c", HIDE, "sh");
    }

    /** {@return the variables for Maven and for podman} */
    public Map<String, String> variables() {
        return Map.of(
                "CONTAINERS_CONF", directory.resolve("containers.conf").toString(),
                "CONTAINERS_STORAGE_CONF", directory.resolve("storage.conf").toString(),
                "CONTAINERS_REGISTRIES_CONF",
                        directory.resolve("registries.conf").toString(),
                "MAVEN_OPTS", "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "DOCKER_HOST", "");
    }

    /** {@return the directories of the running services; each service removes its directory when it ends} */
    public List<String> services() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("tmp"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("fdo-"))
                    .toList();
        }
    }

    /** Waits until the last service has ended, and then until the last container is gone, which may end later. */
    public void awaitEnd() throws IOException, InterruptedException {
        for (int tries = 0; !services().isEmpty() || !containers().isEmpty(); tries++) {
            if (tries == LIMIT_SECONDS * 5) {
                throw new AssertionError("These services and containers run for more than " + LIMIT_SECONDS
                        + " seconds: " + services() + " " + containers());
            }
            Thread.sleep(200);
        }
    }

    private String containers() throws IOException, InterruptedException {
        return podman("ps", "--all", "--quiet");
    }

    /** Runs podman on the same storage and returns its output. */
    private String podman(String... arguments) throws IOException, InterruptedException {
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
        Programs.cleanUp(
                "sh", "-c", "umount " + directory.resolve("root/overlay") + " 2>/dev/null; rm -rf " + directory);
    }
}
