package io.github.fdomaven.engine.connection;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A valid address of an engine, written as a user writes it. An engine may or may not answer there. */
public sealed interface EngineAddress
        permits EngineAddress.UnixSocket,
                EngineAddress.PodmanProgram,
                EngineAddress.BuildahProgram,
                TcpAddress,
                SshAddress {

    /** The valid forms, for an error message. */
    String VALID_FORMS = "Valid are unix:///path/of/the/socket, tcp://host:port, https://host:port, ssh://user@host and"
            + " buildah:";

    /** {@return whether the engine sees the directories of this machine, so that they can be mounted} */
    default boolean isLocal() {
        return this instanceof UnixSocket || this instanceof PodmanProgram || this instanceof BuildahProgram;
    }

    /**
     * {@return the address with this text}
     *
     * @throws IllegalArgumentException if the text is not valid, with the reason, which contains no password
     */
    static EngineAddress parse(String text) {
        if (text.equals(BuildahProgram.TEXT)) {
            return new BuildahProgram();
        }
        int end = text.indexOf("://");
        if (end < 1 || text.startsWith(BuildahProgram.TEXT)) {
            if (text.startsWith("buildah")) {
                throw new IllegalArgumentException("write buildah: and no more");
            }
            throw new IllegalArgumentException(
                    text.startsWith("/") ? "it has no scheme: write unix://" + text : "it has no scheme");
        }
        // The path of a socket may have spaces, as on macOS.
        boolean mayHaveSpaces = text.startsWith("unix:") && text.equals(text.strip());
        if (text.chars()
                .filter(letter -> letter != ' ' || !mayHaveSpaces)
                .anyMatch(letter -> Character.isWhitespace(letter) || Character.isISOControl(letter))) {
            throw new IllegalArgumentException("it contains white space");
        }
        return switch (text.substring(0, end)) {
            case "unix" -> UnixSocket.parse(text.substring(end + "://".length()));
            case "tcp", "https" -> TcpAddress.parse(text);
            case "ssh" -> SshAddress.parse(text);
            case "http" -> throw new IllegalArgumentException("use tcp:// for an engine without TLS");
            case "npipe" -> throw new IllegalArgumentException("named pipes of Windows are not supported");
            case "fd" -> throw new IllegalArgumentException("fd:// is an address to listen on, not to connect to");
            default -> throw new IllegalArgumentException("its scheme is unknown");
        };
    }

    /** {@return the text of an address, valid or not, with user and password masked} */
    static String redacted(String text) {
        // A password that was not encoded may contain a slash.
        return text.startsWith("unix:///") ? text : text.replaceAll("://.*@", "://***@");
    }

    /** A Unix domain socket of this machine. Its path is absolute. */
    record UnixSocket(Path path) implements EngineAddress {

        public UnixSocket {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException(
                        "the path of the socket is not absolute: write three slashes after 'unix:'");
            }
        }

        static UnixSocket parse(String path) {
            if (path.isEmpty() || path.endsWith("/")) {
                throw new IllegalArgumentException("the path of the socket is missing");
            }
            try {
                return new UnixSocket(Path.of(path));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        @Override
        public String toString() {
            return "unix://" + path;
        }
    }

    /** The podman program of this machine, whose service is started for the length of the goal. */
    record PodmanProgram() implements EngineAddress {

        @Override
        public String toString() {
            return "podman";
        }
    }

    /** The buildah program of this machine, which needs no service and no privileges. */
    record BuildahProgram() implements EngineAddress {

        private static final String TEXT = "buildah:";

        @Override
        public String toString() {
            return TEXT;
        }
    }
}
