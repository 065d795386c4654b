package io.github.fdomaven.engine.docker;

import io.github.fdomaven.credentials.CredentialChain;
import io.github.fdomaven.engine.EngineAddress;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.RegistryNames;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.failure.EnvironmentException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries the addresses in their order, and keeps the first engine that answers. It refers to no class of docker-java itself,
 * so that none is loaded where no engine is needed.
 */
public final class DockerEngineProvider implements EngineProvider {

    private final List<EngineAddress> addresses;
    private final CredentialChain credentials;
    private final RegistryNames names;
    private RunEngine engine;

    /**
     * Creates a provider; nothing is contacted yet.
     *
     * @param addresses where an engine might be, in the order of trying
     * @param credentials for the registries that the engine pulls from and pushes to
     */
    public DockerEngineProvider(List<EngineAddress> addresses, CredentialChain credentials) {
        this(addresses, credentials, RegistryNames.SAME);
    }

    /**
     * Creates a provider; nothing is contacted yet.
     *
     * @param addresses where an engine might be, in the order of trying
     * @param credentials for the registries that the engine pulls from and pushes to
     * @param names by which the engine reaches those registries
     */
    public DockerEngineProvider(List<EngineAddress> addresses, CredentialChain credentials, RegistryNames names) {
        this.addresses = List.copyOf(addresses);
        this.credentials = credentials;
        this.names = names;
    }

    @Override
    public synchronized RunEngine engine() {
        if (engine == null) {
            engine = firstThatAnswers();
        }
        return engine;
    }

    private RunEngine firstThatAnswers() {
        List<String> refusals = new ArrayList<>();
        for (EngineAddress address : addresses) {
            try {
                return EngineOpener.open(address, new Registries(credentials, names));
            } catch (NoAnswerException e) {
                if (address.explicit()) {
                    throw new EnvironmentException(
                            "No container engine answers at " + address + ": " + e.getMessage()
                                    + ". Start it there, or name another one by <dockerHost> (-Dfdo.docker.host).",
                            e);
                }
                refusals.add(address.address() + ": " + e.getMessage());
            }
        }
        throw new EnvironmentException("No container engine answers. Tried " + String.join("; ", refusals)
                + ". Start one with 'sudo systemctl start docker' or 'systemctl --user start podman.socket',"
                + " or name one by <dockerHost> (-Dfdo.docker.host) or DOCKER_HOST.");
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
