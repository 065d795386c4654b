package io.github.fdomaven.http;

import java.net.URI;
import java.util.regex.Pattern;

/** Says which addresses are this machine's own, so that nobody listens on the way there. */
public final class Loopback {

    /** By the look of the name alone: what a name server says is not to be relied on for this. */
    private static final Pattern HOST =
            Pattern.compile("(?i)localhost|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|\\[(0:){7}0{0,3}1]|\\[::1]");

    private Loopback() {}

    /**
     * {@return whether an address is on this machine}
     *
     * @param uri the address
     */
    public static boolean is(URI uri) {
        return uri.getHost() != null && HOST.matcher(uri.getHost()).matches();
    }
}
