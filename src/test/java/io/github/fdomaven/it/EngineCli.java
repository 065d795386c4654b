package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An engine through Docker's command line, which Podman's sockets understand too. */
public final class EngineCli {

    private final List<String> program;

    /** The engine that the command reaches by itself. */
    EngineCli() {
        program = List.of("docker");
    }

    /** The engine at an address, as DOCKER_HOST has it. */
    public EngineCli(String address) {
        program = List.of("docker", "--host", address);
    }

    /** What a command printed; it must have succeeded. */
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

    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Runs a command in an image, and returns what it printed. */
    public String run(String image, String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--entrypoint", command[0], image));
        arguments.addAll(Arrays.asList(command).subList(1, command.length));
        return call(arguments.toArray(String[]::new));
    }

    /** The image's description, as "docker image inspect" gives it. */
    public JsonNode inspect(String image) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(call("image", "inspect", image)).get(0);
    }

    public boolean hasImage(String image) throws IOException, InterruptedException {
        return !call("image", "ls", "--quiet", image).isBlank();
    }

    /** Removes every tag that begins so. */
    public void removeImages(String prefix) throws IOException, InterruptedException {
        for (String image : lines("image", "ls", "--format", "{{.Repository}}:{{.Tag}}")) {
            if (image.startsWith(prefix) && !image.endsWith("<none>")) {
                call("image", "rm", "--force", image);
            }
        }
    }

    /** The names of the containers, running or not, that a filter of "docker container ls" lets through. */
    public List<String> containers(String filter) throws IOException, InterruptedException {
        return lines("container", "ls", "--all", "--filter", filter, "--format", "{{.Names}}");
    }

    public List<String> volumes() throws IOException, InterruptedException {
        return lines("volume", "ls", "--quiet");
    }

    private List<String> lines(String... arguments) throws IOException, InterruptedException {
        return call(arguments).lines().filter(line -> !line.isBlank()).toList();
    }
}
