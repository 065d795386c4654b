package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.engine.connection.EngineAddress;
import io.github.fdomaven.engine.connection.EngineEndpoint;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes a client for the end of a route, and sees whether an engine answers there. */
final class EngineOpener {

    /** More than any engine says of itself. */
    private static final int LONGEST_VERSION = 64 * 1024;

    private EngineOpener() {}

    static RunEngine open(EngineAddress address, EngineEndpoint endpoint, Registries registries)
            throws NoAnswerException {
        quietClient();
        DockerHttpClient http = new TimeoutHttpClient(
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(endpoint.uri())
                        .sslConfig(endpoint.tls()
                                .map(context -> (SSLConfig) () -> context)
                                .orElse(null))
                        .connectionTimeout(endpoint.timeout())
                        // Without this, where TLS is spoken, the limit for connecting stays that for every silence.
                        .responseTimeout(Duration.ZERO)
                        .build(),
                EngineTimeouts.DEFAULT);
        DockerClient client = DockerClientImpl.getInstance(new ClientConfig(endpoint.uri()), http);
        boolean isKept = false;
        try {
            EngineVersion version = version(http, endpoint);
            RunEngine engine = new DockerEngine(
                    version + " at " + address, address.isLocal(), version.dialect(), client, http, registries);
            isKept = true;
            return engine;
        } finally {
            if (!isKept) {
                close(client);
            }
        }
    }

    /**
     * docker-java logs each command and each byte on the wire at DEBUG, and with them the credentials of registries and the
     * environment of exec. This is read when its loggers are made, so it must be set before any class of it is loaded.
     */
    private static void quietClient() {
        System.setProperty("org.slf4j.simpleLogger.log.com.github.dockerjava", "warn");
        System.setProperty("maven.logger.log.com.github.dockerjava", "warn");
    }

    /** Asks in a thread of its own: a daemon that hangs on a Unix socket would hang us, whatever limits the client has. */
    private static EngineVersion version(DockerHttpClient http, EngineEndpoint endpoint) throws NoAnswerException {
        FutureTask<EngineVersion> task = new FutureTask<>(() -> ask(http));
        Thread asking = new Thread(task, "fdo-engine-version");
        asking.setDaemon(true);
        Duration limit = endpoint.timeout();
        asking.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            IOException silence = new IOException("nothing came back within " + limit.toSeconds() + " s");
            throw new NoAnswerException(ConnectionFailure.reason(endpoint.diagnose(silence)));
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

    private static EngineVersion ask(DockerHttpClient http) throws NoAnswerException, IOException {
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path("/version")
                .build();
        try (DockerHttpClient.Response response = http.execute(request)) {
            byte[] body = response.getBody().readNBytes(LONGEST_VERSION);
            return EngineVersion.parse(response.getStatusCode(), new String(body, StandardCharsets.UTF_8));
        }
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new EnvironmentException("Could not let go of an engine that did not answer: " + e, e);
        }
    }
}
