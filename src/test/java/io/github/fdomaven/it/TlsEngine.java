package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A Docker Engine with TLS on a loopback port, like docker:dind. It has a bridge of its own, because an engine with
 * {@code --bridge=none} deletes the bridge of the machine's engine.
 */
public final class TlsEngine implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("fdo-it-engine");
    private final String bridge;
    private final TestAuthority authority;
    private final ChildProcess dockerd;
    private int port;

    /** Starts an engine with a certificate for a host. It needs root. */
    public TlsEngine(File basedir, String host) throws IOException, InterruptedException, GeneralSecurityException {
        Path program = Programs.require(basedir, "dockerd", "docker.io", "iptables");
        Programs.require(basedir, "ip", "iproute2");
        authority = new TestAuthority("engine authority");
        authority.writeTo(directory);
        authority.writeServer(directory, host);
        int number = unusedNumber();
        bridge = "fdo-it" + number;
        Programs.run("ip", "link", "add", bridge, "type", "bridge");
        Programs.run("ip", "address", "add", "198.18." + number + ".1/24", "dev", bridge);
        Path log = basedir.toPath().resolve("dockerd.log");
        dockerd = Programs.startOnFreePort(free -> start(program, log, free), log, "API listen on 127.0.0.1");
    }

    /** The bridge of another test can exist. */
    private static int unusedNumber() {
        return ThreadLocalRandom.current()
                .ints(0, 256)
                .filter(number -> Files.notExists(Path.of("/sys/class/net/fdo-it" + number)))
                .findFirst()
                .orElseThrow();
    }

    private ChildProcess start(Path program, Path log, int free) throws IOException {
        port = free;
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--host=tcp://127.0.0.1:" + port,
                        "--tlsverify",
                        "--tlscacert=" + directory.resolve("ca.pem"),
                        "--tlscert=" + directory.resolve("server-cert.pem"),
                        "--tlskey=" + directory.resolve("server-key.pem"),
                        "--bridge=" + bridge,
                        "--iptables=false",
                        "--ip6tables=false",
                        "--data-root=" + directory.resolve("data"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--pidfile=" + directory.resolve("pid"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PATH", Programs.PATH);
        return new ChildProcess(builder);
    }

    public int port() {
        return port;
    }

    /** Writes a directory for DOCKER_CERT_PATH that this engine accepts. */
    public Path clientFiles(Path client) throws IOException, GeneralSecurityException {
        Files.createDirectories(client);
        authority.writeTo(client);
        authority.writeClient(client, TestAuthority.keys("RSA"));
        return client;
    }

    /** Writes a directory for DOCKER_CERT_PATH with the files of an unknown authority. */
    public static Path foreignFiles(Path client) throws IOException, GeneralSecurityException {
        Files.createDirectories(client);
        TestAuthority unknown = new TestAuthority("unknown authority");
        unknown.writeTo(client);
        unknown.writeClient(client, TestAuthority.keys("EC"));
        return client;
    }

    @Override
    public void close() throws IOException {
        dockerd.close();
        Programs.cleanUp("ip", "link", "delete", bridge);
        // dockerd leaves its mounts behind, because its processes end at the same time.
        Programs.cleanUp(
                "sh",
                "-c",
                "umount " + directory + "/exec/netns/* " + directory + "/data/*/* 2>/dev/null; rm -rf " + directory);
    }
}
