package io.github.fdomaven.http;

import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;

/** The open connections that no request uses, by the origin of their server. */
final class ConnectionPool {

    /** Shorter than the limits of common servers and proxies. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(10);

    private final ConcurrentMap<String, Deque<HttpConnection>> connections = new ConcurrentHashMap<>();

    /** The servers that closed a connection while the next request was on its way. Each request to them opens a connection. */
    private final Set<String> avoided = ConcurrentHashMap.newKeySet();

    /** Takes the connection that was used last, because the server may have closed the older ones. */
    Optional<HttpConnection> take(String origin) {
        Deque<HttpConnection> idle = connections.getOrDefault(origin, new ConcurrentLinkedDeque<>());
        for (HttpConnection last = idle.pollLast(); last != null; last = idle.pollLast()) {
            if (last.endRest()) {
                if (!avoided.contains(origin)) {
                    return Optional.of(last);
                }
                last.close();
            }
        }
        return Optional.empty();
    }

    /** Opens a connection for each request to a server from now on. */
    void avoid(String origin) {
        avoided.add(origin);
    }

    void give(String origin, HttpConnection connection) {
        if (avoided.contains(origin)) {
            connection.close();
            return;
        }
        connection.rest(MAX_IDLE);
        connections
                .computeIfAbsent(origin, key -> new ConcurrentLinkedDeque<>())
                .add(connection);
    }
}
