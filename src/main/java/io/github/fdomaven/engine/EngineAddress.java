package io.github.fdomaven.engine;

/**
 * A place where an engine might answer.
 *
 * @param origin where the address comes from, in words for the user
 * @param address the address as it was written, such as {@code unix:///var/run/docker.sock}
 * @param explicit whether the user named it, so that no other place may be tried in its stead
 */
public record EngineAddress(String origin, String address, boolean explicit) {

    /** The part of the address before the path of a socket. */
    public static final String UNIX_SCHEME = "unix://";

    /**
     * {@return the address of a well-known socket}
     *
     * @param path the socket's path
     */
    public static EngineAddress socket(String path) {
        return new EngineAddress("the usual place", UNIX_SCHEME + path, false);
    }

    /**
     * {@return an address that the user named}
     *
     * @param origin the setting or the variable
     * @param address the address
     */
    public static EngineAddress named(String origin, String address) {
        return new EngineAddress(origin, address, true);
    }

    /** {@return whether it is a socket of this machine} */
    public boolean isSocket() {
        return address.startsWith(UNIX_SCHEME);
    }

    @Override
    public String toString() {
        return address + " (" + origin + ")";
    }
}
