package io.github.fdomaven.registry;

import java.io.IOException;

/** A proxy would not connect us to a server. */
final class ProxyRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Takes the proxy's answer.
     *
     * @param status the status
     * @param words status and reason, in one line
     */
    ProxyRefusal(int status, String words) {
        super("it answered CONNECT with " + words);
        this.status = status;
    }

    int status() {
        return status;
    }
}
