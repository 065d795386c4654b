package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** The engine that most tests run on. */
public final class Docker {

    private static final EngineCli CLI = new EngineCli();

    private Docker() {}

    /** What a command printed; it must have succeeded. */
    public static String docker(String... arguments) throws IOException, InterruptedException {
        return CLI.call(arguments);
    }

    /** Runs a command in an image, and returns what it printed. */
    public static String run(String image, String... command) throws IOException, InterruptedException {
        return CLI.run(image, command);
    }

    /** The image's description, as "docker image inspect" gives it. */
    public static JsonNode inspect(String image) throws IOException, InterruptedException {
        return CLI.inspect(image);
    }

    public static boolean hasImage(String image) throws IOException, InterruptedException {
        return CLI.hasImage(image);
    }

    /** Removes every tag that begins so. */
    public static void removeImages(String prefix) throws IOException, InterruptedException {
        CLI.removeImages(prefix);
    }

    /** The paths in the layers of an image beyond those of its base. */
    public static List<String> pathsOfLastLayer(String image) throws IOException, InterruptedException {
        Process save = new ProcessBuilder(CLI.command("image", "save", image)).start();
        try (var stream = save.getInputStream()) {
            return SavedImage.pathsOfLastLayer(stream);
        } finally {
            save.waitFor();
        }
    }

    /** The names of the containers, running or not, that have a label. */
    public static List<String> containersLabelled(String label) throws IOException, InterruptedException {
        return CLI.containers("label=" + label);
    }

    public static List<String> volumes() throws IOException, InterruptedException {
        return CLI.volumes();
    }
}
