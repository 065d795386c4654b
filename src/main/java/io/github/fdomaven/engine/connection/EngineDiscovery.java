package io.github.fdomaven.engine.connection;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where to look for an engine. Settings and variables are checked only when the candidates are asked for, because goals
 * that need no engine must not fail for them.
 *
 * @param dockerHost the setting for the address of the engine
 * @param environment the variables of Docker and Podman, and the PATH
 */
public record EngineDiscovery(Optional<NamedAddress> dockerHost, Environment environment, Path home) {

    /** An address that the user named, and the setting or the variable that it comes from. */
    public record NamedAddress(String origin, String text) {}

    /**
     * An address at which an engine may answer.
     *
     * @param origin where the address comes from, for a message
     * @param explicit whether the user named it, so that no other address is tried
     */
    public record Candidate(String origin, EngineAddress address, boolean explicit) {

        @Override
        public String toString() {
            return address + " (" + origin + ")";
        }
    }

    /**
     * {@return the addresses to try, in this order}: if the user named an address, there is no other
     *
     * @throws FixableException if a named address or Docker context is not valid
     */
    public List<Candidate> candidates() {
        return dockerHost
                .map(this::dockerCandidate)
                .or(() -> named("DOCKER_HOST").map(this::dockerCandidate))
                .or(() -> named("CONTAINER_HOST").map(this::podmanCandidate))
                .or(() -> new DockerContexts(dockerDirectory()).current(environment.get("DOCKER_CONTEXT")))
                .map(List::of)
                .orElseGet(this::defaults);
    }

    /** {@return the proxies that Docker gives to containers} */
    public DockerProxies proxies() {
        return new DockerProxies(dockerDirectory().resolve("config.json"));
    }

    /** {@return the programs on the PATH} */
    public EnginePrograms programs() {
        return new EnginePrograms(programDirectories());
    }

    /** Returns the directories of the PATH, except relative ones, where other users may put programs. */
    List<Path> programDirectories() {
        return Stream.of(environment.get("PATH").orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .toList();
    }

    private Optional<NamedAddress> named(String variable) {
        return environment.get(variable).map(text -> new NamedAddress(variable, text));
    }

    private List<Candidate> defaults() {
        Optional<String> runtimeDirectory = environment.get("XDG_RUNTIME_DIR");
        List<Candidate> candidates = new ArrayList<>();
        Stream.of(
                        Optional.of("/var/run/docker.sock"),
                        runtimeDirectory.map(directory -> directory + "/docker.sock"),
                        runtimeDirectory.map(directory -> directory + "/podman/podman.sock"),
                        Optional.of("/run/podman/podman.sock"))
                .flatMap(Optional::stream)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(EngineAddress.UnixSocket::new)
                .forEach(socket -> candidates.add(new Candidate("default socket", socket, false)));
        candidates.add(new Candidate("program on the PATH", new EngineAddress.PodmanProgram(), false));
        candidates.add(new Candidate("program on the PATH", new EngineAddress.BuildahProgram(), false));
        return candidates;
    }

    /** Docker's variables for TLS apply to addresses for Docker only. */
    private Candidate dockerCandidate(NamedAddress named) {
        EngineAddress address = parse(named);
        if (address instanceof TcpAddress tcp) {
            address = tlsFiles(tcp).map(files -> tcp.with(files, named.text())).orElse(tcp);
        }
        return new Candidate(named.origin(), address, true);
    }

    private Optional<TlsFiles> tlsFiles(TcpAddress address) {
        Optional<TlsFiles> fromVariable = environment
                .get("DOCKER_CERT_PATH")
                .map(directory -> TlsFiles.ofVariable("DOCKER_CERT_PATH", Path.of(directory)));
        if (environment.get("DOCKER_TLS_VERIFY").isPresent()) {
            return fromVariable.or(() -> Optional.of(TlsFiles.ofVariable("DOCKER_TLS_VERIFY", dockerDirectory())));
        }
        if (address.tls().isPresent()) {
            return fromVariable.or(address::tls);
        }
        if (environment.get("DOCKER_TLS").isPresent()) {
            throw new FixableException("DOCKER_TLS asks for TLS without verification of the engine at " + address
                    + ". Any machine in between could then read the credentials of registries. Set DOCKER_TLS_VERIFY=1,"
                    + " and DOCKER_CERT_PATH to the directory with the engine's ca.pem.");
        }
        return Optional.empty();
    }

    private Candidate podmanCandidate(NamedAddress named) {
        EngineAddress address = parse(named);
        Optional<String> key = environment.get("CONTAINER_SSHKEY");
        if (address instanceof SshAddress ssh && key.isPresent()) {
            address = ssh.withKey(Path.of(key.get()));
        }
        return new Candidate(named.origin(), address, true);
    }

    static EngineAddress parse(NamedAddress named) {
        try {
            return EngineAddress.parse(named.text());
        } catch (IllegalArgumentException e) {
            throw new FixableException(
                    named.origin() + ": '" + EngineAddress.redacted(named.text())
                            + "' is not the address of a container engine: " + e.getMessage() + ". "
                            + EngineAddress.VALID_FORMS + ".",
                    e);
        }
    }

    private Path dockerDirectory() {
        return environment.get("DOCKER_CONFIG").map(Path::of).orElseGet(() -> home.resolve(".docker"));
    }
}
