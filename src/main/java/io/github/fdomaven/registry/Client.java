package io.github.fdomaven.registry;

import java.util.Optional;

/** Sends requests, with whatever their registry wants to hear of who we are. */
final class Client {

    private final Redirects redirects;
    private final Endpoints endpoints;
    private final Authorizations authorizations;

    Client(Redirects redirects, Endpoints endpoints, Authorizations authorizations) {
        this.redirects = redirects;
        this.endpoints = endpoints;
        this.authorizations = authorizations;
    }

    /** Sends a request once, or twice if the registry asks who we are. */
    Answer send(Request request) throws RequestException {
        if (!isForRegistry(request)) {
            return redirects.send(request, Optional.empty());
        }
        Optional<String> known = authorizations.known(request.host(), request.scopes());
        Answer answer = redirects.send(request, known);
        if (answer.status() != Answer.UNAUTHORIZED || !isForRegistry(answer.request())) {
            return answer;
        }
        Optional<String> renewed = authorizations.answer(
                request.host(), request.scopes(), Challenge.parse(answer.headers("WWW-Authenticate")));
        if (renewed.isEmpty() || renewed.equals(known)) {
            return answer;
        }
        answer.close();
        return redirects.send(request, renewed);
    }

    /** A registry may send us elsewhere, where our credentials are nobody's business. */
    private boolean isForRegistry(Request request) {
        return Uris.origin(request.uri()).equals(Uris.origin(endpoints.base(request.host())));
    }
}
