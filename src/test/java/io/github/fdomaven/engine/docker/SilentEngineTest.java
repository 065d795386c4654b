package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.RegistryNames;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of us when an engine hangs, wherever it does. */
@Timeout(60)
class SilentEngineTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final Reference IMAGE = Reference.parse("registry.example.org/app:1");
    private static final List<BuildContainer> STARTED = new ArrayList<>();
    private static final EngineImage BASE = new EngineImage(
            "sha256:1",
            Optional.empty(),
            1,
            List.of(),
            List.of(),
            new ImageConfig(Optional.empty(), Optional.empty(), Map.of()),
            List.of());

    /** Not below a test's own directory, whose path may be too long for a socket. */
    private Path directory;

    private Path socket;
    private DockerEngine engine;

    @BeforeEach
    void hasAnEngine() throws IOException {
        directory = Files.createTempDirectory("fdo");
        socket = directory.resolve("s");
        URI host = URI.create("unix://" + socket);
        DockerHttpClient http = new TimeoutHttpClient(
                new ZerodepDockerHttpClient.Builder().dockerHost(host).build(),
                new EngineTimeouts(LIMIT, LIMIT, LIMIT, LIMIT, AGAIN));
        DockerClient client = DockerClientImpl.getInstance(new ClientConfig(host), http);
        CredentialChain credentials = new CredentialChain(List.of(), new Secrets(), (registry, source) -> {});
        Registries registries = new Registries(credentials, RegistryNames.SAME);
        engine = new DockerEngine("Docker 1.0 at " + host, true, EngineQuirks.DOCKER, client, http, registries);
    }

    @AfterEach
    void isGone() throws IOException {
        STARTED.forEach(SilentEngineTest::letGo);
        STARTED.clear();
        engine.close();
        Files.deleteIfExists(socket);
        Files.delete(directory);
    }

    /** Lets the thread end that holds on to the container, whatever the daemon has to say to that. */
    private static void letGo(BuildContainer container) {
        try {
            container.remove();
        } catch (EnvironmentException e) {
            // The daemon has gone before.
        }
    }

    static Stream<Arguments> stages() {
        return Stream.of(
                stage("look for " + IMAGE, "GET /images/", false, engine -> engine.find(IMAGE)),
                stage("pull " + IMAGE, "POST /images/create", false, SilentEngineTest::pull),
                stage("pull " + IMAGE, "POST /images/create", true, SilentEngineTest::pull),
                stage("push " + IMAGE, "POST /images/", false, SilentEngineTest::push),
                stage("push " + IMAGE, "POST /images/", true, SilentEngineTest::push),
                stage("create a build container", "POST /containers/create", false, SilentEngineTest::start),
                stage("start the build container", "POST /containers/c1/start", false, SilentEngineTest::start),
                stage(
                        "commit the build container",
                        "POST /commit",
                        false,
                        engine -> start(engine).commit(config())),
                stage("run true", "GET /exec/e1/json", false, engine -> run(engine, Optional.of(LIMIT))),
                stage("copy files into /tmp", "PUT /containers/c1/archive", false, SilentEngineTest::copyInto),
                stage("copy /tmp out of", "GET /containers/c1/archive", false, SilentEngineTest::copyOut),
                stage("copy /tmp out of", "GET /containers/c1/archive", true, SilentEngineTest::copyOut),
                stage(
                        "remove the build container",
                        "DELETE /containers",
                        false,
                        engine -> start(engine).remove()),
                stage("tag " + IMAGE, "POST /images/sha256:1/tag", false, engine -> engine.tag("sha256:1", IMAGE)),
                stage("untag " + IMAGE, "DELETE /images", false, engine -> engine.untag(IMAGE)));
    }

    private static Arguments stage(String attempt, String request, boolean isInTheMiddle, Consumer<DockerEngine> call) {
        return Arguments.of(attempt, request, isInTheMiddle, call);
    }

    @ParameterizedTest(name = "{0}, {1}, in the middle: {2}")
    @MethodSource("stages")
    void isGivenUpWhereverItHangs(String attempt, String request, boolean isInTheMiddle, Consumer<DockerEngine> call)
            throws IOException {
        try (HangingDaemon daemon = new HangingDaemon(socket, request, isInTheMiddle)) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> call.accept(engine))
                    .withMessageStartingWith("Could not " + attempt)
                    .withMessageEndingWith(
                            ": Docker 1.0 at unix://" + socket
                                    + ": nothing has come from it for 1 s. It hangs, or what it waits for does, such as a registry"
                                    + " or a disk: see whether 'docker version' answers, restart it if not, and run this again.");
            assertThat(daemon.requests()).anyMatch(line -> line.startsWith(request));
        }
    }

    @Test
    void mayBeSilentWhileAProgramRunsUntilItsTimeIsUp() throws IOException {
        try (HangingDaemon daemon = new HangingDaemon(socket, "POST /exec/e1/start", true)) {
            assertThat(run(engine, Optional.of(LIMIT.multipliedBy(3)))).isEmpty();
            assertThat(daemon.requests()).anyMatch(line -> line.startsWith("POST /exec/e1/start"));
        }
    }

    @Test
    void isNotWaitedForAsLongOnceItWasGivenUp() throws IOException {
        try (HangingDaemon daemon = new HangingDaemon(socket, "GET /images/", false)) {
            assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> engine.find(IMAGE));
            Instant began = Instant.now();

            assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> engine.find(IMAGE));

            assertThat(Duration.between(began, Instant.now())).isLessThan(LIMIT);
            assertThat(daemon.requests()).hasSize(2);
        }
    }

    @Test
    void mayBeSlowAsLongAsItTakesWhatItIsGiven() throws IOException {
        try (HangingDaemon daemon = new HangingDaemon(socket, "nothing", false)) {
            BuildContainer container = start(engine);

            container.copyInto("/tmp", SilentEngineTest::writeSlowly);

            assertThat(daemon.requests()).anyMatch(line -> line.startsWith("PUT /containers/c1/archive"));
        }
    }

    private static void writeSlowly(OutputStream output) throws IOException {
        for (int i = 0; i < 6; i++) {
            pause(Duration.ofMillis(400));
            output.write(new byte[64 * 1024]);
            output.flush();
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pull(DockerEngine engine) {
        engine.pull(IMAGE, Optional.empty(), (layer, status, current, total) -> {});
    }

    private static void push(DockerEngine engine) {
        engine.push(IMAGE, (layer, status, current, total) -> {});
    }

    private static BuildContainer start(DockerEngine engine) {
        BuildContainer container = engine.start(new ContainerSpec(
                IMAGE, BASE, Optional.empty(), Map.of(), Optional.empty(), new CacheDirectory.None()));
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
}
