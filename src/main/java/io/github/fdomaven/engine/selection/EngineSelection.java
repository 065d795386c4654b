package io.github.fdomaven.engine.selection;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.buildah.BuildahOpener;
import io.github.fdomaven.engine.connection.EngineAddress;
import io.github.fdomaven.engine.connection.EngineConnector;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.engine.connection.EngineEndpoint;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.engine.connection.PodmanCheck;
import io.github.fdomaven.engine.docker.EngineOpener;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Lazy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the first engine that answers. This class does not refer to docker-java, whose classes are loaded only if an engine with
 * the Docker API is needed.
 */
public final class EngineSelection implements EngineProvider {

    private final EngineDiscovery discovery;
    private final CredentialChain credentials;
    private final RegistryAliases aliases;
    private final PlainHttp plainHttp;
    private final Consumer<String> notices;
    private final Lazy<Connection> connection = new Lazy<>(this::find);

    private record Connection(Engine engine, Optional<EngineEndpoint> endpoint) {

        void close() {
            try {
                engine.close();
            } finally {
                endpoint.ifPresent(EngineEndpoint::close);
            }
        }
    }

    /**
     * Creates a provider. It reads and contacts nothing until an engine is needed.
     *
     * @param discovery finds the candidate addresses
     * @param credentials the credentials for registries
     * @param aliases the engine's host names of registries
     * @param plainHttp the registries that may be reached without TLS, for an engine that asks
     * @param notices receives why an engine is used that the user may not expect
     */
    public EngineSelection(
            EngineDiscovery discovery,
            CredentialChain credentials,
            RegistryAliases aliases,
            PlainHttp plainHttp,
            Consumer<String> notices) {
        this.discovery = discovery;
        this.credentials = credentials;
        this.aliases = aliases;
        this.plainHttp = plainHttp;
        this.notices = notices;
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
        Optional<String> podmanProblem = Optional.empty();
        for (EngineDiscovery.Candidate candidate : discovery.candidates()) {
            try {
                Connection opened = open(candidate);
                podmanProblem.ifPresent(problem ->
                        notices.accept("Building with " + opened.engine().name() + ", because " + problem + "."));
                return opened;
            } catch (NoAnswerException e) {
                if (candidate.explicit() && candidate.address() instanceof EngineAddress.BuildahProgram) {
                    throw new EnvironmentException("Could not use " + candidate + ": " + e.getMessage() + ".", e);
                }
                if (candidate.explicit()) {
                    throw new EnvironmentException(
                            "No container engine answers at " + candidate + ": " + e.getMessage()
                                    + ". Start the engine there, or set <dockerHost> (-Dfdo.docker.host) to another address.",
                            e);
                }
                if (candidate.address() instanceof EngineAddress.PodmanProgram && hasProgram("podman")) {
                    podmanProblem = Optional.of("podman does not work: " + e.getMessage());
                }
                lines.add("  " + candidate + ": " + e.getMessage());
            }
        }
        lines.add("Start an engine with 'sudo systemctl start docker' or 'systemctl --user start podman.socket',"
                + " install podman or buildah, or set <dockerHost> (-Dfdo.docker.host) or DOCKER_HOST to an address.");
        throw new EnvironmentException(lines);
    }

    private boolean hasProgram(String program) {
        return discovery.programs().lookUp(program).isPresent();
    }

    private Connection open(EngineDiscovery.Candidate candidate) throws NoAnswerException {
        EngineAddress address = candidate.address();
        if (address instanceof EngineAddress.BuildahProgram) {
            return new Connection(BuildahOpener.open(discovery, credentials, aliases, plainHttp), Optional.empty());
        }
        // Without another engine, the error of Podman itself is better.
        if (address instanceof EngineAddress.PodmanProgram && hasProgram("buildah")) {
            PodmanCheck.requireContainers(discovery.programs());
        }
        EngineEndpoint opened = new EngineConnector(discovery).open(address);
        boolean isKept = false;
        try {
            Engine found = EngineOpener.open(address, opened, credentials, aliases);
            isKept = true;
            return new Connection(found, Optional.of(opened));
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
