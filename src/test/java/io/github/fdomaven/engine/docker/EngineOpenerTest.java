package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.fdomaven.engine.RegistryNames;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.engine.connection.EngineAddress;
import io.github.fdomaven.engine.connection.EngineEndpoint;
import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineOpenerTest {

    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration SILENCE = CONNECTING.multipliedBy(2);

    @Test
    void letsAnEngineBehindTlsBeSilentForLongerThanConnectingMayTake(@TempDir Path directory) throws Exception {
        SSLContext tls = TestAuthority.sslContext("localhost");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/version", exchange -> answer(exchange, 200, "{\"ApiVersion\":\"1.41\"}"));
        server.createContext("/images/", EngineOpenerTest::answerLate);
        server.start();
        String address = "tcp://localhost:" + server.getAddress().getPort();
        try (RunEngine engine =
                EngineOpener.open(EngineAddress.parse(address), endpoint(URI.create(address), tls), registries())) {
            assertThat(engine.find(Reference.parse("registry.example.org/app:1")))
                    .isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private static void answerLate(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(SILENCE.toMillis());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        answer(exchange, 404, "{\"message\":\"No such image\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static EngineEndpoint endpoint(URI uri, SSLContext context) {
        return new EngineEndpoint() {
            @Override
            public URI uri() {
                return uri;
            }

            @Override
            public Optional<SSLContext> tls() {
                return Optional.of(context);
            }

            @Override
            public Duration timeout() {
                return CONNECTING;
            }
        };
    }

    private static Registries registries() {
        return new Registries(
                new CredentialChain(List.of(), new Secrets(), (registry, source) -> {}), RegistryNames.SAME);
    }
}
