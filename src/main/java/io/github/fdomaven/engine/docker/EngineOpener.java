package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.fdomaven.engine.EngineAddress;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FixableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes a client for an address, and sees whether an engine answers there. */
final class EngineOpener {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private EngineOpener() {}

    static RunEngine open(EngineAddress address, Registries registries) throws NoAnswerException {
        URI host = checked(address);
        quietClient();
        DockerHttpClient http = new PatientHttpClient(
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(host)
                        .connectionTimeout(ANSWER_LIMIT)
                        .build(),
                Patience.DEFAULT);
        DockerClient client = DockerClientImpl.getInstance(new ClientConfig(host), http);
        try {
            Version version = version(client);
            Dialect dialect = Dialect.of(version);
            String name = dialect + " " + version.getVersion() + " at " + address.address();
            return new DockerEngine(name, address.isSocket(), dialect, client, http, registries);
        } catch (NoAnswerException e) {
            close(client);
            throw e;
        }
    }

    private static URI checked(EngineAddress address) throws NoAnswerException {
        String text = address.address();
        if (address.isSocket()) {
            String path = text.substring(EngineAddress.UNIX_SCHEME.length());
            if (!Files.exists(Path.of(path))) {
                throw new NoAnswerException("there is no such socket");
            }
        } else if (!text.startsWith("tcp://")) {
            throw new FixableException(
                    "'" + text + "' (" + address.origin() + ") is not the address of a container engine:"
                            + " write unix:///path/of/the/socket or tcp://host:port.");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new FixableException(
                    "'" + text + "' (" + address.origin() + ") is not the address of a container engine: "
                            + e.getMessage(),
                    e);
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
    private static Version version(DockerClient client) throws NoAnswerException {
        FutureTask<Version> task = new FutureTask<>(() -> client.versionCmd().exec());
        Thread asking = new Thread(task, "fdo-engine-version");
        asking.setDaemon(true);
        asking.start();
        try {
            return task.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswerException("nothing came back within " + ANSWER_LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new NoAnswerException(rootMessage(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted");
        }
    }

    private static String rootMessage(Throwable throwable) {
        Throwable root = throwable;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return EngineErrors.words(root);
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new EnvironmentException("Could not let go of an engine that did not answer: " + e, e);
        }
    }
}
