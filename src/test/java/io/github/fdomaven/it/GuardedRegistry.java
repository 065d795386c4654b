package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A registry with authentication, run by the program of the distribution project. The shared registry of the tests has none.
 * The logs and the storage are in the given directory.
 */
public final class GuardedRegistry implements AutoCloseable {

    /** A password for basic authentication. */
    public static final String PASSWORD = "let-me-in-4711";

    /** Another password for basic authentication. */
    public static final String OTHER_PASSWORD = "other-secret-4712";

    /**
     * The registry needs bcrypt, which the JDK does not have. Made by
     * {@code perl -e 'print crypt("let-me-in-4711", "\$2y\$04\$basicbasicbasicbasicbu")'}. 04 is the lowest cost.
     */
    private static final Map<String, String> HASHES = Map.of(
            PASSWORD,
            "$2y$04$basicbasicbasicbasicbuIW9YjrTrArrpJ/o/vYteyLBaY1eGuXS",
            OTHER_PASSWORD,
            "$2y$04$otherotherotherotherouSglXJaYQBhQVPfI9GGMCU8O5Uz.OxIe");

    private static final Pattern LISTENING = Pattern.compile("msg=\"listening on 127\\.0\\.0\\.1:(\\d+)\"");

    /** A line of the access log: method, path, query, status. */
    private static final Pattern REQUEST =
            Pattern.compile("\\S+ \\S+ \\S+ \\[[^]]*] \"(\\S+) ([^ ?]+)\\S* [^\"]*\" (\\d+) .*");

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int TAIL = 20;

    private final Path directory;
    private final ChildProcess process;
    private final String host;

    private GuardedRegistry(Path directory, Map<String, ?> auth) throws IOException, InterruptedException {
        this.directory = directory;
        Path config = directory.resolve("registry.yml");
        // JSON is YAML.
        new ObjectMapper().writeValue(config.toFile(), config(directory, auth));
        ProcessBuilder builder = new ProcessBuilder(program(System.getenv()), "serve", config.toString())
                .redirectOutput(accessLog().toFile())
                .redirectError(log().toFile());
        // These variables would override the file.
        builder.environment().keySet().removeIf(name -> name.startsWith("REGISTRY_"));
        process = new ChildProcess(builder);
        try {
            host = "localhost:" + awaitPort();
            awaitUnauthorized();
        } catch (IOException | InterruptedException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Starts a registry with basic authentication. The passwords are the constants of this class. */
    public static GuardedRegistry withPasswords(Path directory, Map<String, String> passwords)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path file = directory.resolve("htpasswd").toAbsolutePath();
        Files.write(
                file,
                passwords.entrySet().stream()
                        .map(user -> user.getKey() + ":"
                                + Optional.ofNullable(HASHES.get(user.getValue()))
                                        .orElseThrow(() -> new IllegalArgumentException("no hash for this password")))
                        .toList());
        return new GuardedRegistry(
                directory, Map.of("htpasswd", Map.of("realm", "the registry", "path", file.toString())));
    }

    /** Starts a registry that needs tokens of a service. The service must run as long as the registry. */
    public static GuardedRegistry withTokens(Path directory, TokenService tokens)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        return new GuardedRegistry(
                directory,
                Map.of(
                        "token",
                        Map.of(
                                "realm",
                                tokens.realm(),
                                "service",
                                TokenService.SERVICE,
                                "issuer",
                                TokenService.ISSUER,
                                "rootcertbundle",
                                tokens.certificate().toAbsolutePath().toString())));
    }

    /** {@return the host and port, as part of a reference} */
    public String host() {
        return host;
    }

    /** {@return the requests and their statuses without pings, such as {@code HEAD /v2/a/manifests/1 200}} */
    public List<String> requests() throws IOException {
        try (Stream<String> lines = Files.lines(accessLog())) {
            return lines.map(REQUEST::matcher)
                    .filter(Matcher::matches)
                    .filter(request -> !request.group(2).equals("/v2/"))
                    .map(request -> request.group(1) + " " + request.group(2) + " " + request.group(3))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private static Map<String, Object> config(Path directory, Map<String, ?> auth) {
        String storage = directory.resolve("storage").toAbsolutePath().toString();
        return Map.of(
                "version",
                0.1,
                "log",
                Map.of("level", "info"),
                "storage",
                Map.of("filesystem", Map.of("rootdirectory", storage), "delete", Map.of("enabled", true)),
                // The registry chooses a free port and logs it. A port chosen here could be taken meanwhile.
                "http",
                Map.of("addr", "127.0.0.1:0"),
                "auth",
                auth);
    }

    /** {@return the program on the PATH, else the one that src/it/environment unpacked} */
    private static String program(Map<String, String> environment) {
        String caches = set(environment, "XDG_CACHE_HOME").orElse(environment.get("HOME") + "/.cache");
        Path state = Path.of(set(environment, "IT_STATE").orElse(caches + "/fdo-maven-plugin-it"));
        return Stream.concat(
                        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                                .filter(entry -> !entry.isEmpty())
                                .map(entry -> Path.of(entry, "docker-registry")),
                        Stream.of(state.resolve("docker-registry/usr/bin/docker-registry")))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("docker-registry is missing: run src/it/environment/start"))
                .toString();
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private String awaitPort() throws IOException, InterruptedException {
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
            Matcher matcher = LISTENING.matcher(Files.readString(log()));
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (!process.isAlive()) {
                break;
            }
        }
        throw new AssertionError("docker-registry does not listen:\n" + tail());
    }

    private void awaitUnauthorized() throws IOException, InterruptedException {
        HttpRequest ping = HttpRequest.newBuilder(URI.create("http://" + host + "/v2/"))
                .timeout(LIMIT)
                .build();
        int status =
                HttpClient.newHttpClient().send(ping, BodyHandlers.discarding()).statusCode();
        if (status != 401) {
            throw new AssertionError("docker-registry answers " + status + ", not 401:\n" + tail());
        }
    }

    private Path log() {
        return directory.resolve("registry.log");
    }

    private Path accessLog() {
        return directory.resolve("access.log");
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return lines.stream().skip(Math.max(0, lines.size() - TAIL)).collect(Collectors.joining("\n"));
    }
}
