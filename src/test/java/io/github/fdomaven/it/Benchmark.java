package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures runs that have nothing to build. The runs of each round alternate, so that other load of the machine affects all of
 * them. CPU time (user and system) depends less on that load than elapsed time.
 */
public final class Benchmark {

    private static final int MANY = 30;
    private static final int CHAINS = 10;
    private static final int CHAIN_LENGTH = 30;
    private static final String REPOSITORY = "benchmark/debian/bookworm";

    private final String registry;
    private final String version;
    private final Path directory;
    private final int rounds;

    private Benchmark(String registry, String version, Path directory, int rounds) {
        this.registry = registry;
        this.version = version;
        this.directory = directory;
        this.rounds = rounds;
    }

    /** Elapsed time and CPU time of one run, in milliseconds. */
    private record Measurement(long elapsed, long cpu) {}

    /** A name, a POM and the arguments of Maven. */
    private record Case(String name, String pom, List<String> arguments) {

        static Case of(String name, String pom, String... arguments) {
            return new Case(name, pom, Arrays.asList(arguments));
        }
    }

    /** The first case of each goal is the base line of the others. */
    private static final List<Case> CASES = List.of(
            Case.of("build-image, one image", "one", "fdo:build-image"),
            Case.of("build-image, skipped", "one", "fdo:build-image", "-Dfdo.skip=true"),
            Case.of("build-image, 30 images", "thirty", "fdo:build-image"),
            Case.of("plan, one image", "one", "fdo:plan"),
            Case.of("plan, one of 300 images in chains", "chains", "fdo:plan", "-Dfdo.only=c9-29"),
            Case.of("plan, 300 images in chains", "chains", "fdo:plan"));

    /**
     * Prints medians, and the differences from one image.
     *
     * @param arguments the address of the registry, the version of the plugin, a work directory, the number of rounds
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Benchmark(arguments[0], arguments[1], Path.of(arguments[2]), Integer.parseInt(arguments[3])).run();
    }

    private void run() throws IOException, InterruptedException {
        prepare();
        Map<Case, List<Measurement>> results = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Case one : CASES) {
                Measurement measurement = measure(one);
                // The first round fills the file cache of the system.
                if (round > 0) {
                    results.computeIfAbsent(one, key -> new ArrayList<>()).add(measurement);
                }
            }
        }
        System.out.printf("%-36s %10s %10s %10s%n", "", "elapsed ms", "CPU ms", "more CPU");
        long base = 0;
        for (Map.Entry<Case, List<Measurement>> result : results.entrySet()) {
            long cpu = median(result.getValue(), Measurement::cpu);
            base = result.getKey().name().endsWith(", one image") ? cpu : base;
            System.out.printf(
                    Locale.ROOT,
                    "%-36s %10d %10d %10d%n",
                    result.getKey().name(),
                    median(result.getValue(), Measurement::elapsed),
                    cpu,
                    cpu - base);
        }
    }

    private void prepare() throws IOException, InterruptedException {
        TestRegistry client = new TestRegistry(registry);
        String base = registry + "/benchmark/base:1";
        String digest = client.pushImage("docker", "benchmark/base", "1", Map.of());
        Map<String, String> labels = Map.of("fdo.base_image", base, "fdo.base_digest", digest);
        for (int i = 0; i < MANY; i++) {
            client.pushImage("docker", REPOSITORY, "image" + i, labels);
        }
        Files.createDirectories(directory);
        writePom("one", independentImages(1));
        writePom("thirty", independentImages(MANY));
        writePom("chains", chains());
    }

    private static String independentImages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "<image><name>image" + i + "</name><tag>image" + i + "</tag></image>")
                .collect(Collectors.joining());
    }

    /** {@return images that each build on the previous one of their chain, with recipe digests in the tags} */
    private static String chains() {
        StringBuilder images = new StringBuilder();
        for (int chain = 0; chain < CHAINS; chain++) {
            for (int i = 0; i < CHAIN_LENGTH; i++) {
                String name = "c" + chain + "-" + i;
                String base =
                        i == 0 ? "" : "<baseImage>debian/bookworm:c" + chain + "-" + (i - 1) + ".@recipe@</baseImage>";
                images.append("<image><name>" + name + "</name><tag>" + name + ".@recipe@</tag>" + base + "</image>");
            }
        }
        return images.toString();
    }

    private void writePom(String name, String images) throws IOException {
        Files.writeString(directory.resolve(name + ".xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>benchmark</groupId><artifactId>%s</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>io.github.fdomaven</groupId><artifactId>fdo-maven-plugin</artifactId>
                <version>%s</version><configuration><distribution>debian</distribution><version>bookworm</version>
                <baseImage>%s/benchmark/base:1</baseImage><registryImage>%s/benchmark</registryImage>
                <images>%s</images></configuration></plugin></plugins></build></project>
                """.formatted(name, version, registry, registry, images));
    }

    private Measurement measure(Case one) throws IOException, InterruptedException {
        // The shell's "time" measures Maven and its children.
        String script = "TIMEFORMAT='%U %S'; time mvn -B -o -q \"$@\" >run.log 2>&1";
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash", "-f", one.pom() + ".xml"));
        command.addAll(one.arguments());
        File times = directory.resolve("times").toFile();
        long start = System.nanoTime();
        Process maven = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(times)
                .start();
        int status = maven.waitFor();
        long elapsed = (System.nanoTime() - start) / 1_000_000;
        if (status != 0) {
            throw new AssertionError(Files.readString(directory.resolve("run.log")));
        }
        double seconds = Arrays.stream(Files.readString(times.toPath(), StandardCharsets.US_ASCII)
                        .strip()
                        .split(" "))
                .mapToDouble(Double::parseDouble)
                .sum();
        return new Measurement(elapsed, Math.round(seconds * 1000));
    }

    private static long median(List<Measurement> measurements, ToLongFunction<Measurement> value) {
        return measurements.stream()
                .mapToLong(value)
                .sorted()
                .skip(measurements.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
