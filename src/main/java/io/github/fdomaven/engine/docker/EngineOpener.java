package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineAddress;
import io.github.fdomaven.engine.connection.EngineEndpoint;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects to an engine that implements the Docker API, and checks that it is supported. */
public final class EngineOpener {

    private static final int MAX_VERSION_BYTES = 64 * 1024;

    private EngineOpener() {}

    /**
     * {@return the engine}
     *
     * @param endpoint the endpoint of the address, which the caller closes
     * @param credentials the credentials for registries
     * @param aliases the engine's host names of registries
     * @throws NoAnswerException if no supported engine answers
     */
    public static Engine open(
            EngineAddress address, EngineEndpoint endpoint, CredentialChain credentials, RegistryAliases aliases)
            throws NoAnswerException {
        disableDebugLog();
        DockerHttpClient http = new TimeoutHttpClient(
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(endpoint.uri())
                        .sslConfig(endpoint.tls()
                                .map(context -> (SSLConfig) () -> context)
                                .orElse(null))
                        .connectionTimeout(endpoint.timeout())
                        // Without this, the connection timeout also limits each read of a TLS connection.
                        .responseTimeout(Duration.ZERO)
                        .build(),
                System::nanoTime);
        DockerClient client = DockerClientImpl.getInstance(new ClientConfig(endpoint.uri()), http);
        boolean isKept = false;
        try {
            EngineVersion version = version(http, endpoint);
            EngineErrors errors = new EngineErrors(version + " at " + address, version.quirks(), endpoint::diagnose);
            Engine engine = new DockerEngine(
                    errors, version.platform(), address, client, http, new RegistryAccess(credentials, aliases));
            isKept = true;
            return engine;
        } finally {
            if (!isKept) {
                close(client);
            }
        }
    }

    /**
     * Disables the DEBUG log of docker-java, which contains credentials and the environment of programs. The properties must be
     * set before its classes are loaded.
     */
    private static void disableDebugLog() {
        System.setProperty("org.slf4j.simpleLogger.log.com.github.dockerjava", "warn");
        System.setProperty("maven.logger.log.com.github.dockerjava", "warn");
    }

    /** Uses a separate thread, because a thread that waits for a Unix socket cannot be interrupted. */
    private static EngineVersion version(DockerHttpClient http, EngineEndpoint endpoint) throws NoAnswerException {
        FutureTask<EngineVersion> task = new FutureTask<>(() -> requestVersion(http));
        Duration limit = endpoint.timeout();
        Daemon.start("fdo-engine-version", task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            IOException timeout = new IOException("no response within " + limit.toSeconds() + " s");
            throw new NoAnswerException(ConnectionFailure.reason(endpoint.diagnose(timeout)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoAnswerException refusal) {
                throw refusal;
            }
            throw new NoAnswerException(ConnectionFailure.reason(endpoint.diagnose(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted");
        }
    }

    private static EngineVersion requestVersion(DockerHttpClient http) throws NoAnswerException, IOException {
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path("/version")
                .build();
        try (DockerHttpClient.Response response = http.execute(request)) {
            byte[] body = response.getBody().readNBytes(MAX_VERSION_BYTES);
            return EngineVersion.parse(response.getStatusCode(), new String(body, StandardCharsets.UTF_8));
        }
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not close the connection to an engine: " + FileProblem.of(e) + ".", e);
        }
    }
}
