package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The engine, through Docker's command line. */
public final class Docker {

    private Docker() {}

    /** What a command printed; it must have succeeded. */
    public static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    /** Runs a command in an image, and returns what it printed. */
    public static String run(String image, String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--entrypoint", command[0], image));
        arguments.addAll(Arrays.asList(command).subList(1, command.length));
        return docker(arguments.toArray(String[]::new));
    }

    /** The image's description, as "docker image inspect" gives it. */
    public static JsonNode inspect(String image) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(docker("image", "inspect", image)).get(0);
    }

    public static boolean hasImage(String image) throws IOException, InterruptedException {
        return !docker("image", "ls", "--quiet", image).isBlank();
    }

    /** Removes every tag that begins so. */
    public static void removeImages(String prefix) throws IOException, InterruptedException {
        for (String image : lines("image", "ls", "--format", "{{.Repository}}:{{.Tag}}")) {
            if (image.startsWith(prefix) && !image.endsWith("<none>")) {
                docker("image", "rm", "--force", image);
            }
        }
    }

    /** The paths in the layers of an image beyond those of its base. */
    public static List<String> pathsOfLastLayer(String image) throws IOException, InterruptedException {
        Process save = new ProcessBuilder("docker", "image", "save", image).start();
        try (var stream = save.getInputStream()) {
            return SavedImage.pathsOfLastLayer(stream);
        } finally {
            save.waitFor();
        }
    }

    /** The names of the containers, running or not, that have a label. */
    public static List<String> containersLabelled(String label) throws IOException, InterruptedException {
        return lines("container", "ls", "--all", "--filter", "label=" + label, "--format", "{{.Names}}");
    }

    public static List<String> volumes() throws IOException, InterruptedException {
        return lines("volume", "ls", "--quiet");
    }

    private static List<String> lines(String... arguments) throws IOException, InterruptedException {
        return docker(arguments).lines().filter(line -> !line.isBlank()).toList();
    }
}
