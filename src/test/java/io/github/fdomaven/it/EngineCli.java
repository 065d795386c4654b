package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An engine, used through the docker command. The command works with the sockets of Podman too. */
public class EngineCli {

    /** The default engine of the docker command. */
    public static final EngineCli DOCKER = new EngineCli(List.of("docker"));

    private static final Duration VOLUME_LIMIT = Duration.ofMinutes(5);
    private static final int PAUSE_MILLIS = 200;

    private final List<String> program;

    /** Creates the CLI of the engine at an address such as {@code unix:///run/podman/podman.sock}. */
    public EngineCli(String address) {
        this(List.of("docker", "--host", address));
    }

    EngineCli(List<String> program) {
        this.program = program;
    }

    /** Runs a docker command, which must succeed, and returns its output. */
    public String call(String... arguments) throws IOException, InterruptedException {
        List<String> command = command(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Runs a command in an image and returns its output. */
    public String run(String image, String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--entrypoint", command[0], image));
        arguments.addAll(Arrays.asList(command).subList(1, command.length));
        return call(arguments.toArray(String[]::new));
    }

    /** {@return the output of "docker image inspect" for an image} */
    public JsonNode inspect(String image) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(call("image", "inspect", image)).get(0);
    }

    public boolean hasImage(String image) throws IOException, InterruptedException {
        return !call("image", "ls", "--quiet", image).isBlank();
    }

    /** {@return whether there is an image with an ID} */
    public boolean hasId(String id) throws IOException, InterruptedException {
        return call("image", "ls", "--all", "--quiet", "--no-trunc").lines().anyMatch(id::equals);
    }

    /** {@return the tags of an image} */
    public List<String> tags(String id) throws IOException, InterruptedException {
        return inspect(id)
                .get("RepoTags")
                .valueStream()
                .map(tag -> tag.asText())
                .toList();
    }

    /** Creates a container, which does not run. */
    public void createContainer(String name, String image) throws IOException, InterruptedException {
        call("container", "create", "--name", name, image);
    }

    /** Removes a container. */
    public void removeContainer(String name) throws IOException, InterruptedException {
        call("container", "rm", "--force", name);
    }

    /** Removes an image. */
    public void removeImage(String id) throws IOException, InterruptedException {
        call("image", "rm", id);
    }

    /** Copies an image to another reference, through the engine. */
    public void copy(String image, String target) throws IOException, InterruptedException {
        call("pull", image);
        call("tag", image, target);
        call("push", target);
    }

    /** Removes all tags with a prefix. */
    public void removeImages(String prefix) throws IOException, InterruptedException {
        for (String image : lines("image", "ls", "--format", "{{.Repository}}:{{.Tag}}")) {
            if (image.startsWith(prefix) && !image.endsWith("<none>")) {
                call("image", "rm", "--force", image);
            }
        }
    }

    /** {@return the names of the containers, running or not, that match a filter of "docker container ls"} */
    public List<String> containers(String filter) throws IOException, InterruptedException {
        return lines("container", "ls", "--all", "--filter", filter, "--format", "{{.Names}}");
    }

    /** {@return the names of all volumes but package caches, which projects that run in parallel create and remove} */
    public List<String> volumes() throws IOException, InterruptedException {
        return lines("volume", "ls", "--quiet").stream()
                .filter(name -> !name.startsWith("fdo-packages-"))
                .toList();
    }

    /**
     * {@return the new volumes that stay} Waits for the end of the others: containers of projects that run in parallel have volumes, too.
     *
     * @param before the volumes before the test
     */
    public List<String> volumesLeftSince(List<String> before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + VOLUME_LIMIT.toNanos();
        List<String> left = new ArrayList<>(volumes());
        left.removeAll(before);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE_MILLIS);
            left.retainAll(volumes());
        }
        return left;
    }

    /** {@return the paths in the last layer of an image} */
    public List<String> pathsOfLastLayer(String image) throws IOException, InterruptedException {
        Process save = new ProcessBuilder(command("image", "save", image)).start();
        Map<String, byte[]> files = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(save.getInputStream())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName(), tar.readAllBytes());
                }
            }
        }
        save.waitFor();
        JsonNode layers =
                new ObjectMapper().readTree(files.get("manifest.json")).get(0).get("Layers");
        return paths(
                new ByteArrayInputStream(files.get(layers.get(layers.size() - 1).asText())));
    }

    private static List<String> paths(InputStream layer) throws IOException {
        List<String> paths = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(layer)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                paths.add(entry.getName());
            }
        }
        return paths;
    }

    List<String> lines(String... arguments) throws IOException, InterruptedException {
        return call(arguments).lines().filter(line -> !line.isBlank()).toList();
    }
}
