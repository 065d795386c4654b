package io.github.fdomaven.http;

import io.github.fdomaven.support.EnvironmentException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that accepted no connection, although a request was tried to the end. Each further read fails without a request,
 * because its attempts would take as long again. A write is always tried, because it can come long after the failure.
 * Thread-safe.
 *
 * @param failures the message of the failure, by the origin of the server; a concurrent map, which several clients can share
 */
public record UnreachableServers(Map<String, String> failures) {

    static final Set<String> READS = Set.of("GET", "HEAD");

    /** Creates an empty set, for one client. */
    public UnreachableServers() {
        this(new ConcurrentHashMap<>());
    }

    /** Remembers the failure of a request that is not tried again, if it means that the server cannot be reached. */
    public void add(HttpException problem, EnvironmentException failure) {
        if (problem instanceof ConnectionException connection && connection.isUnreachable()) {
            failures.putIfAbsent(Uris.origin(problem.request().uri()), failure.getMessage());
        }
    }

    /** Fails for a read from a server that could not be reached. */
    void check(HttpRequest request) {
        String failure = failures.get(Uris.origin(request.uri()));
        if (failure != null && READS.contains(request.method())) {
            throw new EnvironmentException(failure.lines().toList());
        }
    }
}
