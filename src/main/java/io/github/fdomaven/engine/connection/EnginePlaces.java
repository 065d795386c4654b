package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an engine may be, as the setting and the variables of the same names say it. Nothing is read, and nothing of it is
 * refused, until somebody asks for the candidates: where no engine is needed, it does not matter.
 *
 * @param dockerHost the setting
 * @param variables the variables
 * @param home the user's directory
 */
public record EnginePlaces(Optional<NamedAddress> dockerHost, EngineVariables variables, Path home) {

    /**
     * An address that somebody named.
     *
     * @param origin the setting or the variable, for a message
     * @param text the address as it was written
     */
    public record NamedAddress(String origin, String text) {}

    /**
     * Puts the places where an engine may be into the order of trying. One that the user named is the only one.
     *
     * @return the candidates
     * @throws FixableException if an address or a context that is named makes no sense, with what does
     */
    public List<EngineCandidate> candidates() {
        Optional<EngineCandidate> named = dockerHost
                .map(this::docker)
                .or(() -> variables
                        .dockerHost()
                        .map(text -> new NamedAddress("DOCKER_HOST", text))
                        .map(this::docker))
                .or(() -> variables
                        .containerHost()
                        .map(text -> new NamedAddress("CONTAINER_HOST", text))
                        .map(this::container))
                .or(() -> contexts().current(variables.dockerContext()));
        return named.map(List::of).orElseGet(this::usual);
    }

    private List<EngineCandidate> usual() {
        List<EngineCandidate> candidates = new ArrayList<>();
        Stream.of(
                        Optional.of("/var/run/docker.sock"),
                        variables.xdgRuntimeDir().map(directory -> directory + "/docker.sock"),
                        variables.xdgRuntimeDir().map(directory -> directory + "/podman/podman.sock"),
                        Optional.of("/run/podman/podman.sock"))
                .flatMap(Optional::stream)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .forEach(path -> candidates.add(new EngineCandidate("the usual place", new UnixSocket(path), false)));
        candidates.add(new EngineCandidate("the program on the PATH", new PodmanProgram(), false));
        return candidates;
    }

    /** Docker's own addresses have TLS where Docker's variables say so. */
    private EngineCandidate docker(NamedAddress named) {
        EngineAddress address = parsed(named);
        if (address instanceof TcpAddress tcp) {
            address = tls(tcp).map(files -> tcp.with(files, named.text())).orElse(tcp);
        }
        return new EngineCandidate(named.origin(), address, true);
    }

    private Optional<TlsFiles> tls(TcpAddress address) {
        if (variables.dockerTlsVerify().isPresent()) {
            return Optional.of(variables
                    .dockerCertPath()
                    .map(directory -> TlsFiles.ofVariables("DOCKER_CERT_PATH", Path.of(directory)))
                    .orElseGet(() -> TlsFiles.ofVariables("DOCKER_TLS_VERIFY", dockerDirectory())));
        }
        if (address.tls().isPresent()) {
            return variables
                    .dockerCertPath()
                    .map(directory -> TlsFiles.ofVariables("DOCKER_CERT_PATH", Path.of(directory)))
                    .or(address::tls);
        }
        if (variables.dockerTls().isPresent()) {
            throw new FixableException("DOCKER_TLS asks for TLS with an engine that is not verified, at " + address
                    + ", which would hand the credentials of registries to anybody: set DOCKER_TLS_VERIFY=1, with the"
                    + " engine's authority in ca.pem of DOCKER_CERT_PATH.");
        }
        return Optional.empty();
    }

    /** Podman has a variable for the key to log in with. */
    private EngineCandidate container(NamedAddress named) {
        EngineAddress address = parsed(named);
        if (address instanceof SshAddress ssh && variables.containerSshKey().isPresent()) {
            address = ssh.with(Path.of(variables.containerSshKey().get()));
        }
        return new EngineCandidate(named.origin(), address, true);
    }

    static EngineAddress parsed(NamedAddress named) {
        try {
            return EngineAddress.parse(named.text());
        } catch (IllegalArgumentException e) {
            throw new FixableException(
                    named.origin() + ": '" + EngineAddress.shown(named.text()) + "' is not the address of a container"
                            + " engine: " + e.getMessage() + "; " + EngineAddress.VALID_FORMS + ".",
                    e);
        }
    }

    private DockerContexts contexts() {
        return new DockerContexts(dockerDirectory());
    }

    private Path dockerDirectory() {
        return variables.dockerConfig().map(Path::of).orElseGet(() -> home.resolve(".docker"));
    }
}
