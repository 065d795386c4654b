package io.github.fdomaven.engine.connection;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Opens an endpoint for an address. */
public final class EngineConnector {

    private final EnginePrograms programs;

    /** Creates a connector that finds the programs ssh and podman on the PATH. */
    public EngineConnector(EngineDiscovery discovery) {
        this(discovery.programs());
    }

    EngineConnector(EnginePrograms programs) {
        this.programs = programs;
    }

    /**
     * {@return an endpoint of an engine that implements the Docker API, which the caller closes} Something other than an engine may
     * answer there.
     *
     * @throws NoAnswerException if nothing can be reached at the address
     * @throws io.github.fdomaven.support.FixableException if the files for TLS are missing or not valid
     */
    public EngineEndpoint open(EngineAddress address) throws NoAnswerException {
        if (address instanceof EngineAddress.UnixSocket socket) {
            checkSocket(socket.path());
            URI uri = unixUri(socket.path());
            return () -> uri;
        }
        if (address instanceof TcpAddress tcp) {
            return TcpEndpoint.of(tcp);
        }
        if (address instanceof SshAddress ssh) {
            return ssh.socket().isPresent() ? SshForward.open(ssh, programs) : SshTunnel.open(ssh, programs);
        }
        if (address instanceof EngineAddress.PodmanProgram) {
            return PodmanService.start(programs);
        }
        throw new IllegalArgumentException(address + " has no endpoint.");
    }

    /** Builds the URI from its parts, so that every character of the path is kept. */
    static URI unixUri(Path socket) {
        try {
            return new URI("unix", null, socket.toString(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Checks the socket before a client connects, because the cause of a failure is known more exactly here. */
    private static void checkSocket(Path socket) throws NoAnswerException {
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(socket, PosixFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new NoAnswerException("there is no such socket");
        } catch (AccessDeniedException e) {
            throw new NoAnswerException(
                    "you have no permission to look into its directory, which belongs to another user");
        } catch (IOException e) {
            throw new NoAnswerException("the socket cannot be read: " + e);
        }
        if (!attributes.isOther()) {
            throw new NoAnswerException(
                    "it is a " + (attributes.isDirectory() ? "directory" : "file") + ", not a socket");
        }
        if (!Files.isWritable(socket)) {
            throw new NoAnswerException(
                    "you have no permission to use the socket: " + permissionAdvice(socket, attributes));
        }
    }

    /** Advises to join the group of the socket, unless it is root's own group. */
    private static String permissionAdvice(Path socket, PosixFileAttributes attributes) {
        String group = attributes.group().getName();
        if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE) && !group.equals("root")) {
            return "it is for the group " + group + ". Join the group by 'sudo usermod -aG " + group
                    + " \"$USER\"', and log in again";
        }
        boolean isPodman = socket.getFileName().toString().startsWith("podman");
        return "it is for its owner " + attributes.owner().getName() + " only. Start an engine of your own by "
                + (isPodman ? "" : "'systemctl --user start docker' or ") + "'systemctl --user start podman.socket'";
    }
}
