package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what it costs to find that there is nothing to do: for one image, and for thirty in one POM, both beside a run of the
 * plugin that is skipped. The runs take turns, so that what else the machine does falls on all of them.
 */
public final class Benchmark {

    private static final int ROUNDS = 7;
    private static final int MANY = 30;
    private static final String REPOSITORY = "benchmark/debian/bookworm";

    private final String registry;
    private final String version;
    private final Path directory;

    private Benchmark(String registry, String version, Path directory) {
        this.registry = registry;
        this.version = version;
        this.directory = directory;
    }

    /**
     * Prints medians and ratios.
     *
     * @param arguments the registry's address, the plugin's version, and a directory to work in
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Benchmark(arguments[0], arguments[1], Path.of(arguments[2])).run();
    }

    private void run() throws IOException, InterruptedException {
        pushImages();
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (String name : List.of("skipped", "one", "thirty")) {
                long took = time(name);
                // The first round warms up what the system keeps of files.
                if (round > 0) {
                    times.computeIfAbsent(name, key -> new ArrayList<>()).add(took);
                }
            }
        }
        double one = median(times.get("one"));
        times.forEach((name, all) -> System.out.printf(
                Locale.ROOT, "%-8s median %5.0f ms of %s, %.2f of one%n", name, median(all), all, median(all) / one));
    }

    private void pushImages() throws IOException, InterruptedException {
        TestRegistry there = new TestRegistry(registry);
        String base = registry + "/benchmark/base:1";
        String digest = there.pushImage("docker", "benchmark/base", "1", Map.of());
        for (int i = 0; i < MANY; i++) {
            there.pushImage(
                    "docker", REPOSITORY, "image" + i, Map.of("fdo.base_image", base, "fdo.base_digest", digest));
        }
        Files.createDirectories(directory);
        writePom("one", 1);
        writePom("thirty", MANY);
        Files.copy(directory.resolve("one.xml"), directory.resolve("skipped.xml"));
    }

    private void writePom(String name, int count) throws IOException {
        String images = IntStream.range(0, count)
                .mapToObj(i -> "<image><name>image" + i + "</name><tag>image" + i + "</tag></image>")
                .collect(Collectors.joining());
        Files.writeString(directory.resolve(name + ".xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>benchmark</groupId><artifactId>%s</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>io.github.fdomaven</groupId><artifactId>fdo-maven-plugin</artifactId>
                <version>%s</version><configuration><distribution>debian</distribution><version>bookworm</version>
                <baseImage>%s/benchmark/base:1</baseImage><registryImage>%s/benchmark</registryImage>
                <images>%s</images></configuration></plugin></plugins></build></project>
                """.formatted(name, version, registry, registry, images));
    }

    private long time(String name) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("mvn", "-B", "-o", "-q", "-f", name + ".xml", "fdo:build-image"));
        if (name.equals("skipped")) {
            command.add("-Dfdo.skip=true");
        }
        File log = directory.resolve(name + ".log").toFile();
        long start = System.nanoTime();
        Process maven = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (maven.waitFor() != 0) {
            throw new AssertionError(Files.readString(log.toPath()));
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
