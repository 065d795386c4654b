package io.github.fdomaven.engine.docker;

import static io.github.fdomaven.engine.docker.HangingEngine.Position.BEFORE_RESPONSE;
import static io.github.fdomaven.engine.docker.HangingEngine.Position.WITHIN_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineAddress;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies that an engine that hangs ends with an error. Time passes only when the engine hangs. */
@Timeout(60)
class EngineTimeoutTest {

    private static final Duration MORE_THAN_ANY_LIMIT = Duration.ofDays(1);
    private static final Reference IMAGE = Reference.parse("registry.example.org/app:1");
    private static final EngineImage BASE = new EngineImage(
            "sha256:1",
            Optional.empty(),
            1,
            List.of(),
            List.of(),
            new ImageConfig(Optional.empty(), Optional.empty(), Map.of()),
            List.of());
    private static final List<Container> STARTED = new ArrayList<>();

    private final FakeNanoTime time = new FakeNanoTime();

    /** Not a {@code @TempDir}, whose path may be too long for a socket. */
    private Path directory;

    private Path socket;
    private DockerEngine engine;

    @BeforeEach
    void createEngine() throws IOException {
        directory = Files.createTempDirectory("fdo");
        socket = directory.resolve("s");
        URI host = URI.create("unix://" + socket);
        DockerHttpClient http = new TimeoutHttpClient(
                new ZerodepDockerHttpClient.Builder().dockerHost(host).build(), time);
        RegistryAccess registries = new RegistryAccess(
                new CredentialChain(List.of(), new Secrets(), (registry, source) -> {}), RegistryAliases.NONE);
        engine = new DockerEngine(
                new EngineErrors("Docker 1.0", EngineQuirks.DOCKER),
                Optional.empty(),
                new EngineAddress.UnixSocket(socket),
                DockerClientImpl.getInstance(new ClientConfig(host), http),
                http,
                registries);
    }

    @AfterEach
    void closeEngine() throws IOException {
        STARTED.forEach(EngineTimeoutTest::endWatchdog);
        STARTED.clear();
        engine.close();
        Files.deleteIfExists(socket);
        Files.delete(directory);
    }

    private static void endWatchdog(Container container) {
        try {
            container.remove();
        } catch (EnvironmentException e) {
            // The engine is closed.
        }
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("find " + IMAGE, "GET /images/", BEFORE_RESPONSE, engine -> engine.find(IMAGE)),
                call("pull " + IMAGE, "POST /images/create", BEFORE_RESPONSE, EngineTimeoutTest::pull),
                call("pull " + IMAGE, "POST /images/create", WITHIN_RESPONSE, EngineTimeoutTest::pull),
                call("push " + IMAGE, "POST /images/", BEFORE_RESPONSE, EngineTimeoutTest::push),
                call("push " + IMAGE, "POST /images/", WITHIN_RESPONSE, EngineTimeoutTest::push),
                call("create a container", "POST /containers/create", BEFORE_RESPONSE, EngineTimeoutTest::start),
                call("start the container", "POST /containers/c1/start", BEFORE_RESPONSE, EngineTimeoutTest::start),
                call(
                        "commit the container",
                        "POST /commit",
                        BEFORE_RESPONSE,
                        engine -> start(engine).commit(config())),
                call("run true", "GET /exec/e1/json", BEFORE_RESPONSE, engine -> run(engine, Optional.empty())),
                call("copy files to /tmp", "PUT /containers/c1/archive", BEFORE_RESPONSE, EngineTimeoutTest::copyInto),
                call("copy /tmp from", "GET /containers/c1/archive", BEFORE_RESPONSE, EngineTimeoutTest::copyOut),
                call("copy /tmp from", "GET /containers/c1/archive", WITHIN_RESPONSE, EngineTimeoutTest::copyOut),
                call(
                        "remove the container",
                        "DELETE /containers",
                        BEFORE_RESPONSE,
                        engine -> start(engine).remove()),
                call(
                        "tag " + IMAGE,
                        "POST /images/sha256:1/tag",
                        BEFORE_RESPONSE,
                        engine -> engine.tag("sha256:1", IMAGE)),
                call("untag " + IMAGE, "DELETE /images", BEFORE_RESPONSE, engine -> engine.untag(IMAGE)));
    }

    private static Arguments call(
            String attempt, String request, HangingEngine.Position position, Consumer<DockerEngine> call) {
        return Arguments.of(attempt, request, position, call);
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("calls")
    void endsACallAtWhichTheEngineHangs(
            String attempt, String request, HangingEngine.Position position, Consumer<DockerEngine> call)
            throws IOException {
        try (HangingEngine hanging =
                new HangingEngine(socket, request, position, () -> time.advance(MORE_THAN_ANY_LIMIT))) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> call.accept(engine))
                    .withMessageStartingWith("Could not " + attempt)
                    .withMessageContaining(": Docker 1.0: no response within ")
                    .withMessageContaining("'docker version'");
            assertThat(hanging.requests()).anyMatch(line -> line.startsWith(request));
        }
    }

    @Test
    void endsAProgramAtItsTimeLimit() throws Exception {
        try (HangingEngine hanging = new HangingEngine(socket, "POST /exec/e1/start", WITHIN_RESPONSE, () -> {})) {
            assertThat(run(engine, Optional.of(Duration.ofMillis(300)))).isEmpty();
            assertThat(hanging.awaitRequest("POST /exec/e1/start")).isTrue();
        }
    }

    @Test
    void waitsLessAfterATimeout() throws IOException {
        try (HangingEngine hanging =
                new HangingEngine(socket, "GET /images/", BEFORE_RESPONSE, () -> time.advance(MORE_THAN_ANY_LIMIT))) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> engine.find(IMAGE))
                    .withMessageContaining("no response within 5 min.");
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> engine.find(IMAGE))
                    .withMessageContaining("no response within 10 s.");

            assertThat(hanging.requests()).hasSize(2);
        }
    }

    /** The limit for a transfer is 10 minutes. */
    @Test
    void allowsASlowUploadThatMakesProgress() {
        InputStream slow = new InputStream() {
            private int left = 4;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                time.advance(Duration.ofMinutes(7));
                time.awaitCheck();
                return left-- > 0 ? 1 : -1;
            }
        };
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.PUT)
                .path("/containers/c1/archive")
                .body(slow)
                .build();

        DockerHttpClient.Response response = new TimeoutHttpClient(new Uploader(), time).execute(request);

        assertThat(response.getStatusCode()).isEqualTo(200);
        response.close();
    }

    /** Reads the whole body of a request. */
    private static final class Uploader implements DockerHttpClient {

        @Override
        public Response execute(Request request) {
            try {
                request.body().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new EngineTimeoutsTest.EmptyResponse("Docker/20.10.24 (linux)");
        }

        @Override
        public void close() {}
    }

    @Test
    void reportsAConnectionThatIsClosedBeforeTheResponse() throws IOException {
        try (HangingEngine hanging = new HangingEngine(socket, "GET /images/", BEFORE_RESPONSE, () -> {})) {
            hanging.release();

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> engine.find(IMAGE))
                    .withMessage(
                            "Could not find " + IMAGE + ": Docker 1.0: the connection was closed before the response;"
                                    + " the engine may have stopped or restarted."
                                    + " Check that the engine runs, then run Maven again.");
        }
    }

    private static void pull(DockerEngine engine) {
        engine.pull(IMAGE, Optional.empty(), (layer, state, current, total) -> {});
    }

    private static void push(DockerEngine engine) {
        engine.push(IMAGE, (layer, state, current, total) -> {});
    }

    private static Container start(DockerEngine engine) {
        Container container =
                engine.start(new ContainerSpec(IMAGE, BASE, Optional.empty(), Map.of(), Optional.empty(), List.of()));
        STARTED.add(container);
        return container;
    }

    private static OptionalInt run(DockerEngine engine, Optional<Duration> limit) {
        return start(engine).run(new ExecSpec(List.of("true"), Map.of(), Optional.empty(), limit), line -> {});
    }

    private static void copyInto(DockerEngine engine) {
        start(engine).copyInto("/tmp", output -> output.write(new byte[1024]));
    }

    private static void copyOut(DockerEngine engine) {
        start(engine).copyOut("/tmp", InputStream::readAllBytes);
    }

    private static CommitSpec config() {
        return new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of());
    }

    private static final class FakeNanoTime implements LongSupplier {

        private final AtomicLong now = new AtomicLong();
        private final Semaphore checks = new Semaphore(0);
        private final Thread caller = Thread.currentThread();

        @Override
        public long getAsLong() {
            if (Thread.currentThread() == caller) {
                checks.release();
            }
            return now.get();
        }

        void advance(Duration duration) {
            now.addAndGet(duration.toNanos());
        }

        /** Waits until the thread of the test checks its time limit. */
        void awaitCheck() {
            checks.drainPermits();
            checks.acquireUninterruptibly(2);
        }
    }
}
