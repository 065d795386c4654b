package io.github.fdomaven.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineSelectionTest {

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch contacted = new CountDownLatch(1);
    private HttpServer engine;

    @BeforeEach
    void startEngine() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/version", exchange -> {
            requests.incrementAndGet();
            contacted.countDown();
            byte[] version = "{\"ApiVersion\":\"1.41\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, version.length);
            exchange.getResponseBody().write(version);
            exchange.close();
        });
        engine.start();
    }

    @AfterEach
    void stopEngine() {
        engine.stop(0);
    }

    private EngineSelection provider() {
        String address = "tcp://localhost:" + engine.getAddress().getPort();
        return new EngineSelection(
                new EngineDiscovery(
                        Optional.of(new EngineDiscovery.NamedAddress("the test", address)),
                        new Environment(Map.of()),
                        Path.of("/")),
                new CredentialChain(List.of(), new Secrets(), (registry, source) -> {}),
                RegistryAliases.NONE,
                new PlainHttp(Set.of()),
                notice -> {});
    }

    @Test
    void contactsNothingUntilTheEngineIsNeeded() {
        provider().close();

        assertThat(requests).hasValue(0);
    }

    @Test
    void findsTheEngineOnceInTheBackground() throws InterruptedException {
        try (EngineSelection provider = provider()) {
            provider.warmUp();
            contacted.await();
            provider.warmUp();

            assertThat(provider.engine()).isSameAs(provider.engine());
        }

        assertThat(requests).hasValue(1);
    }

    @Test
    void reportsAFailureOfTheBackgroundWhenTheEngineIsNeeded() {
        stopEngine();

        try (EngineSelection provider = provider()) {
            provider.warmUp();

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(provider::engine)
                    .withMessageStartingWith("No container engine answers at tcp://localhost:");
        }
    }
}
