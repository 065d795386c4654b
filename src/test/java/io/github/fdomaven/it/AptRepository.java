package io.github.fdomaven.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A package repository for apt on a loopback address. Its packages have no files. */
public final class AptRepository implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;
    private static final int NOT_FOUND = 404;

    private final Path directory;
    private final HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private Instant published = Instant.parse("2026-11-24T00:00:00Z");
    private final StringBuilder index = new StringBuilder();

    /** Starts a repository without packages. */
    public AptRepository(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            Path file =
                    directory.resolve(URI.create(path.substring(1)).normalize().getPath());
            boolean exists = Files.isRegularFile(file);
            byte[] content = exists ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(exists ? 200 : NOT_FOUND, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
    }

    /** {@return the address, which ends with a slash} */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** {@return the paths of all requests} */
    public List<String> requests() {
        return requests;
    }

    /** Adds a version of a package, and writes the metadata. */
    public void add(String name, String version) throws IOException, InterruptedException {
        String control = "Package: " + name + "\nVersion: " + version
                + "\nArchitecture: all\nMaintainer: Tests <tests@example.org>\nDescription: a package of a test\n";
        Path root = Files.createDirectories(directory.resolve("root-" + name + "-" + version));
        Files.writeString(Files.createDirectories(root.resolve("DEBIAN")).resolve("control"), control);
        String file = name + "_" + version + "_all.deb";
        Process build = new ProcessBuilder(
                        "dpkg-deb",
                        "--root-owner-group",
                        "--build",
                        root.toString(),
                        directory.resolve(file).toString())
                .inheritIO()
                .start();
        if (!build.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || build.exitValue() != 0) {
            throw new IOException("dpkg-deb could not build " + file);
        }
        byte[] content = Files.readAllBytes(directory.resolve(file));
        index.append(control)
                .append("Filename: ./" + file + "\nSize: " + content.length + "\nSHA256: " + sha256(content) + "\n\n");
        publish();
    }

    /** Writes the metadata with another date, as repositories do several times a day. */
    public void publish() throws IOException {
        byte[] packages = index.toString().getBytes(StandardCharsets.UTF_8);
        Files.write(directory.resolve("Packages"), packages);
        Files.writeString(
                directory.resolve("Release"),
                "Label: Tests\nSuite: stable\nDate: " + date() + "\nSHA256:\n " + sha256(packages) + " "
                        + packages.length + " Packages\n");
    }

    private String date() {
        published = published.plus(Duration.ofHours(6));
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(published.atZone(ZoneOffset.UTC));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
