package io.github.fdomaven.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.RecordingTransferLog;
import io.github.fdomaven.fixture.AnonymousRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.HttpRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/** Pushes a layer of 512 MB in a JVM with a heap of 64 MB. */
class PushMemoryTest {

    private static final byte[] CONFIG = "{\"config\":{}}".getBytes(UTF_8);
    private static final long SIZE = 512L * 1024 * 1024;
    private static final byte[] PATTERN = pattern();
    private static final long MIN_UPLOADED = SIZE / 10;

    private final AtomicLong uploaded = new AtomicLong();

    /** An eighth of it does not become smaller. A repetition is too far away for the compression. */
    private static byte[] pattern() {
        byte[] content = new byte[1024 * 1024];
        Random random = new Random(1);
        for (int start = 0; start < content.length; start += 32 * 1024) {
            byte[] incompressible = new byte[4 * 1024];
            random.nextBytes(incompressible);
            System.arraycopy(incompressible, 0, content, start, incompressible.length);
        }
        return content;
    }

    private static void writeArchive(OutputStream out) throws IOException {
        new LargeArchive(TarArchiveOutputStream.BIGNUMBER_ERROR)
                .add("b".repeat(64) + "/layer.tar", PATTERN, SIZE)
                .add(Digest.sha256(CONFIG).hex() + ".json", CONFIG)
                .transferTo(out);
    }

    /** A registry that accepts everything and stores nothing. */
    private HttpServer registry() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            uploaded.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            exchange.getResponseHeaders().add("Location", "/v2/app/blobs/uploads/1");
            exchange.sendResponseHeaders(status(exchange), -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int status(HttpExchange exchange) {
        return switch (exchange.getRequestMethod()) {
            case "POST", "PATCH" -> 202;
            case "PUT" -> 201;
            default -> 404;
        };
    }

    @Test
    void pushesALayerThatIsLargerThanTheHeap() throws Exception {
        HttpServer registry = registry();
        try (ArchiveEngine engine = new ArchiveEngine(PushMemoryTest::writeArchive);
                LargeArchive.Repeated layer = new LargeArchive.Repeated(PATTERN, SIZE)) {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PushMemoryTest.class.getName(),
                            engine.address(),
                            "127.0.0.1:" + registry.getAddress().getPort() + "/app:1",
                            Digest.sha256(layer).toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);

            assertThat(process.waitFor()).as(output).isZero();
            assertThat(uploaded).hasValueGreaterThan(MIN_UPLOADED);
        } finally {
            registry.stop(0);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Engine engine = EngineContract.open(arguments[0], Map.of());
        EngineImage image = new EngineImage(
                Digest.sha256(CONFIG).toString(),
                Optional.empty(),
                SIZE,
                List.of(),
                List.of(),
                ImageConfig.parse(CONFIG),
                List.of(Digest.parse(arguments[2])));
        HttpRegistry registry = AnonymousRegistry.open();
        new PluginPush(registry, new RecordingTransferLog())
                .push(engine, image, Reference.parse(arguments[1]), "app", Optional.empty());
        System.exit(0);
    }
}
