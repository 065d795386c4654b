package io.github.fdomaven.registry;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request on behalf of a registry.
 *
 * @param host the registry, as references name it; what is really asked is in the URI
 * @param scopes what we must be allowed to do there
 */
record Request(String host, Scopes scopes, String method, URI uri, Map<String, String> headers, Optional<Body> body) {

    static Request of(String host, Scopes scopes, String method, URI uri) {
        return new Request(host, scopes, method, uri, Map.of(), Optional.empty());
    }

    Request with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Request(host, scopes, method, uri, more, body);
    }

    Request with(Body content) {
        return new Request(host, scopes, method, uri, headers, Optional.of(content));
    }

    Request at(URI elsewhere) {
        return new Request(host, scopes, method, elsewhere, headers, body);
    }

    /** The request as a message may show it. */
    @Override
    public String toString() {
        return method + " " + Uris.plain(uri);
    }
}
