package io.github.fdomaven.engine.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Opens the way to an address. */
public final class Routes {

    private final Programs programs;

    /**
     * Knows where programs are.
     *
     * @param programDirectories the directories in which ssh and podman are looked for
     */
    public Routes(List<Path> programDirectories) {
        this.programs = new Programs(programDirectories);
    }

    /**
     * Opens the way to an address.
     *
     * @param address the address
     * @return the way, which the caller closes; it need not be an engine to which it leads
     * @throws NoAnswerException if there is none
     * @throws io.github.fdomaven.support.FixableException if the material for TLS is missing or makes no sense
     */
    public Route open(EngineAddress address) throws NoAnswerException {
        if (address instanceof UnixSocket socket) {
            SocketCheck.check(socket.path());
            URI endpoint = unix(socket.path());
            return () -> endpoint;
        }
        if (address instanceof TcpAddress tcp) {
            return PortRoute.to(tcp);
        }
        if (address instanceof SshAddress ssh) {
            return SshRoute.open(ssh, programs);
        }
        if (address instanceof PodmanProgram) {
            return PodmanService.start(programs);
        }
        throw new IllegalArgumentException("No way leads to " + address);
    }

    /** By its parts, so that whatever a path holds is taken as it stands. */
    static URI unix(Path socket) {
        try {
            return new URI("unix", null, socket.toString(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
