package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A Docker Engine of its own that speaks TLS on a port of the loopback, as docker:dind does. It has a bridge of its own: one
 * that is told to have none takes that of the machine's engine away.
 */
public final class TlsEngine implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("fdo-it-engine");
    private final String bridge;
    private final int port;
    private final TestAuthority authority;
    private final ChildProcess dockerd;

    /** One whose certificate is for this host; needs root. */
    public TlsEngine(File basedir, String host) throws IOException, InterruptedException, GeneralSecurityException {
        Path program = Programs.require(basedir, "dockerd", "docker.io", "iptables");
        Programs.require(basedir, "ip", "iproute2");
        authority = new TestAuthority("the engine's authority");
        authority.writeTo(directory);
        authority.writeServer(directory, host);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        int number = ThreadLocalRandom.current().nextInt(256);
        bridge = "fdo-it" + number;
        Programs.run("ip", "link", "add", bridge, "type", "bridge");
        Programs.run("ip", "address", "add", "198.18." + number + ".1/24", "dev", bridge);
        Path log = basedir.toPath().resolve("dockerd.log");
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
        dockerd = new ChildProcess(builder);
        Programs.await(log, "API listen on 127.0.0.1", dockerd);
    }

    public int port() {
        return port;
    }

    /** Makes a directory as DOCKER_CERT_PATH names it, with what this engine accepts. */
    public Path clientFiles(Path client) throws IOException, GeneralSecurityException {
        Files.createDirectories(client);
        authority.writeTo(client);
        authority.writeClient(client, TestAuthority.keys("RSA"));
        return client;
    }

    /** The same from an authority that nobody knows. */
    public static Path foreignFiles(Path client) throws IOException, GeneralSecurityException {
        Files.createDirectories(client);
        TestAuthority stranger = new TestAuthority("a stranger");
        stranger.writeTo(client);
        stranger.writeClient(client, TestAuthority.keys("EC"));
        return client;
    }

    @Override
    public void close() throws IOException {
        dockerd.close();
        Programs.tidy("ip", "link", "delete", bridge);
        // dockerd has no time to take this away itself when all its processes are ended at once.
        Programs.tidy(
                "sh",
                "-c",
                "umount " + directory + "/exec/netns/* " + directory + "/data/*/* 2>/dev/null; rm -rf " + directory);
    }
}
