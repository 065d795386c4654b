package io.github.fdomaven.engine.docker;

import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.RegistryNames;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.engine.connection.EngineCandidate;
import io.github.fdomaven.engine.connection.EngineConnector;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.engine.connection.EngineEndpoint;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries the places in their order, and keeps the first engine that answers. It refers to no class of docker-java itself, so
 * that none is loaded where no engine is needed.
 */
public final class DockerEngineProvider implements EngineProvider {

    private final EngineDiscovery discovery;
    private final CredentialChain credentials;
    private final RegistryNames names;
    private RunEngine engine;
    private EngineEndpoint endpoint;

    /**
     * Creates a provider; nothing is read or contacted yet.
     *
     * @param discovery where to look for an engine
     * @param credentials for the registries that the engine pulls from and pushes to
     * @param names by which the engine reaches those registries
     */
    public DockerEngineProvider(EngineDiscovery discovery, CredentialChain credentials, RegistryNames names) {
        this.discovery = discovery;
        this.credentials = credentials;
        this.names = names;
    }

    /**
     * {@return the engine, the same one each time}
     *
     * @throws io.github.fdomaven.support.FixableException if what the user named makes no sense
     * @throws EnvironmentException if none answers, with what was tried and how each refused
     */
    @Override
    public synchronized RunEngine engine() {
        if (engine == null) {
            engine = firstThatAnswers();
        }
        return engine;
    }

    private RunEngine firstThatAnswers() {
        List<String> refusals = new ArrayList<>();
        for (EngineCandidate candidate : discovery.candidates()) {
            try {
                return open(candidate);
            } catch (NoAnswerException e) {
                if (candidate.explicit()) {
                    throw new EnvironmentException(
                            "No container engine answers at " + candidate + ": " + e.getMessage()
                                    + ". Start it there, or name another one by <dockerHost> (-Dfdo.docker.host).",
                            e);
                }
                refusals.add("\n  " + candidate + ": " + e.getMessage());
            }
        }
        throw new EnvironmentException("No container engine answers. Tried in turn:" + String.join("", refusals)
                + "\nStart one by 'sudo systemctl start docker' or 'systemctl --user start podman.socket', install podman,"
                + " or name one by <dockerHost> (-Dfdo.docker.host) or DOCKER_HOST.");
    }

    private RunEngine open(EngineCandidate candidate) throws NoAnswerException {
        EngineEndpoint opened = new EngineConnector(discovery).open(candidate.address());
        boolean isKept = false;
        try {
            RunEngine found = EngineOpener.open(candidate.address(), opened, new Registries(credentials, names));
            endpoint = opened;
            isKept = true;
            return found;
        } finally {
            if (!isKept) {
                opened.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        if (engine == null) {
            return;
        }
        try {
            engine.close();
        } finally {
            endpoint.close();
            engine = null;
        }
    }
}
