package io.github.fdomaven.registry;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Sends a request, and again where the answer says that it is to be had. */
final class Redirects {

    private static final int MOST = 5;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** To send another request elsewhere would mean to do there what was to be done here. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Transport transport;
    private final Endpoints endpoints;

    Redirects(Transport transport, Endpoints endpoints) {
        this.transport = transport;
        this.endpoints = endpoints;
    }

    Answer send(Request request, Optional<String> authorization) throws RequestException {
        Optional<String> allowed = authorization;
        Answer answer = transport.send(request, allowed);
        for (int hops = 0; isRedirect(answer); hops++) {
            answer.close();
            if (hops == MOST) {
                throw answer.nonsense("it leads further still after " + MOST + " redirects");
            }
            URI next = endpoints.next(answer);
            // Once somebody else was asked, whatever comes after is for them to say.
            allowed = allowed.filter(value -> Uris.origin(next).equals(Uris.origin(request.uri())));
            answer = transport.send(request.at(next), allowed);
        }
        return answer;
    }

    private static boolean isRedirect(Answer answer) {
        return STATUSES.contains(answer.status())
                && METHODS.contains(answer.request().method());
    }
}
