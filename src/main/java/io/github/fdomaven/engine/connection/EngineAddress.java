package io.github.fdomaven.engine.connection;

/** An address of an engine that makes sense, whether or not an engine is there. Its text is how a user writes it. */
public sealed interface EngineAddress permits UnixSocket, TcpAddress, SshAddress, PodmanProgram {

    /** What is valid, for a message on what is not. */
    String VALID_FORMS = "valid are unix:///path/of/the/socket, tcp://host:port, https://host:port and ssh://user@host";

    /** {@return whether the engine there sees the directories of this machine, so that it can mount them} */
    boolean isLocal();

    /**
     * Reads an address that says all by itself.
     *
     * @param text the address
     * @return it
     * @throws IllegalArgumentException if it is none, with the reason; the reason holds nothing of the text that may be secret
     */
    static EngineAddress parse(String text) {
        int end = text.indexOf("://");
        if (end < 1) {
            throw new IllegalArgumentException(
                    text.startsWith("/") ? "it has no scheme: write unix://" + text : "it has no scheme");
        }
        if (text.chars().anyMatch(letter -> Character.isWhitespace(letter) || Character.isISOControl(letter))) {
            throw new IllegalArgumentException("it holds a blank");
        }
        return switch (text.substring(0, end)) {
            case "unix" -> UnixSocket.parse(text.substring(end + "://".length()));
            case "tcp", "https" -> TcpAddress.parse(text);
            case "ssh" -> SshAddress.parse(text);
            case "http" ->
                throw new IllegalArgumentException("write tcp:// for an engine that is spoken to without TLS");
            case "npipe" -> throw new IllegalArgumentException("named pipes of Windows are not supported");
            case "fd" -> throw new IllegalArgumentException("that is where an engine listens, not where it is found");
            default -> throw new IllegalArgumentException("there is no such scheme");
        };
    }

    /**
     * {@return an address as it may be shown}: without the user and the password that stand in it.
     *
     * @param text the text, be it an address or not
     */
    static String shown(String text) {
        // A password that was not encoded may have a slash.
        return text.startsWith("unix:///") ? text : text.replaceAll("://.*@", "://***@");
    }
}
