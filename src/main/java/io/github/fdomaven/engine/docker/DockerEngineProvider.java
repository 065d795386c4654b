package io.github.fdomaven.engine.docker;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineConnector;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.engine.connection.EngineEndpoint;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Lazy;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the first engine that answers. This class does not refer to docker-java, whose classes are loaded only if an engine is
 * needed.
 */
public final class DockerEngineProvider implements EngineProvider {

    private final EngineDiscovery discovery;
    private final CredentialChain credentials;
    private final RegistryAliases aliases;
    private final Lazy<Connection> connection = new Lazy<>(this::find);

    private record Connection(Engine engine, EngineEndpoint endpoint) {

        void close() {
            try {
                engine.close();
            } finally {
                endpoint.close();
            }
        }
    }

    /**
     * Creates a provider. It reads and contacts nothing until an engine is needed.
     *
     * @param discovery finds the candidate addresses
     * @param credentials the credentials for registries
     * @param aliases the engine's host names of registries
     */
    public DockerEngineProvider(EngineDiscovery discovery, CredentialChain credentials, RegistryAliases aliases) {
        this.discovery = discovery;
        this.credentials = credentials;
        this.aliases = aliases;
    }

    @Override
    public void warmUp() {
        connection.inBackground("fdo-engine");
    }

    /**
     * {@return the engine, the same at each call}
     *
     * @throws io.github.fdomaven.support.FixableException if a configured address is invalid
     * @throws EnvironmentException if no engine answers, with each address and its error
     */
    @Override
    public Engine engine() {
        return connection.get().engine();
    }

    private Connection find() {
        List<String> lines = new ArrayList<>(List.of("No container engine answers. Addresses tried:"));
        for (EngineDiscovery.Candidate candidate : discovery.candidates()) {
            try {
                return open(candidate);
            } catch (NoAnswerException e) {
                if (candidate.explicit()) {
                    throw new EnvironmentException(
                            "No container engine answers at " + candidate + ": " + e.getMessage()
                                    + ". Start the engine there, or set <dockerHost> (-Dfdo.docker.host) to another address.",
                            e);
                }
                lines.add("  " + candidate + ": " + e.getMessage());
            }
        }
        lines.add("Start an engine with 'sudo systemctl start docker' or 'systemctl --user start podman.socket',"
                + " install podman, or set <dockerHost> (-Dfdo.docker.host) or DOCKER_HOST to an address.");
        throw new EnvironmentException(lines);
    }

    private Connection open(EngineDiscovery.Candidate candidate) throws NoAnswerException {
        EngineEndpoint opened = new EngineConnector(discovery).open(candidate.address());
        boolean isKept = false;
        try {
            Engine found = EngineOpener.open(candidate.address(), opened, new RegistryAccess(credentials, aliases));
            isKept = true;
            return new Connection(found, opened);
        } finally {
            if (!isKept) {
                opened.close();
            }
        }
    }

    @Override
    public void close() {
        connection.take().ifPresent(Connection::close);
    }
}
