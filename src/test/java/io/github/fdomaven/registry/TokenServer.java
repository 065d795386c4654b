package io.github.fdomaven.registry;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A guard that demands tokens with the right scopes, and the service that gives them out at {@code /token}. */
final class TokenServer implements RegistryServer.Gate {

    private final RegistryServer registry;
    private final String realm;
    private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger given = new AtomicInteger();

    /** The Basic header that is demanded of those who want a token; none for anybody. */
    private String authorization = "";

    /** The identity token that is demanded; none for the other way. */
    private String identity = "";

    private String member = "token";
    private String more = "";

    TokenServer(RegistryServer registry) {
        this.registry = registry;
        this.realm = "http://" + registry.host() + "/token";
        registry.guard(this);
    }

    TokenServer demand(String header) {
        authorization = header;
        return this;
    }

    /** Takes an identity token instead of anything else. */
    TokenServer demandIdentity(String token) {
        identity = token;
        return this;
    }

    TokenServer answerWith(String tokenMember, String otherMembers) {
        member = tokenMember;
        more = otherMembers;
        return this;
    }

    /** Lets the tokens given so far be good for nothing. */
    void revoke() {
        tokens.clear();
    }

    @Override
    public boolean admits(ReceivedRequest request) throws IOException {
        if (request.path().equals("/token")) {
            give(request);
            return false;
        }
        List<String> scopes = tokens.get(request.header("Authorization"));
        if (scopes != null && scopes.containsAll(needed(request))) {
            return true;
        }
        request.answer(
                401,
                ReceivedRequest.error("UNAUTHORIZED", "authentication required"),
                "WWW-Authenticate",
                "Bearer realm=\"" + realm + "\",service=\"the \\\"registry\\\"\",scope=\""
                        + String.join(" ", needed(request)) + "\"");
        return false;
    }

    private void give(ReceivedRequest request) throws IOException {
        if (!identity.isEmpty()) {
            exchange(request);
        } else if (!authorization.equals(request.header("Authorization"))) {
            request.answer(401, "{\"details\":\"incorrect username or password\"}".getBytes());
        } else if (!"the \"registry\"".equals(request.parameter("service"))) {
            request.answer(400, "unknown service".getBytes());
        } else {
            give(request, request.parameters("scope"));
        }
    }

    private void give(ReceivedRequest request, List<String> scopes) throws IOException {
        String token = "token-" + given.incrementAndGet() + "-of-" + registry.host();
        tokens.put("Bearer " + token, scopes);
        request.answer(200, ("{\"" + member + "\":\"" + token + "\"" + more + "}").getBytes());
    }

    /** The OAuth 2 way. */
    private void exchange(ReceivedRequest request) throws IOException {
        Map<String, String> form = request.form();
        if (!request.method().equals("POST")) {
            request.answer(405, new byte[0]);
        } else if (!identity.equals(form.get("refresh_token"))) {
            request.answer(401, "{\"details\":\"invalid refresh token\"}".getBytes());
        } else if (!form.keySet().equals(Set.of("grant_type", "service", "client_id", "scope", "refresh_token"))
                || !"refresh_token".equals(form.get("grant_type"))
                || !"the \"registry\"".equals(form.get("service"))
                || !request.header("Authorization").isEmpty()
                || request.uri().getQuery() != null) {
            request.answer(400, "invalid_request".getBytes());
        } else {
            give(request, List.of(form.get("scope").split(" ")));
        }
    }

    private static List<String> needed(ReceivedRequest request) {
        String path = request.path().replaceAll("^/v2/(.*)/(manifests|blobs|tags)/.*", "$1");
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        String own =
                "repository:" + path + (reads ? ":pull" : request.method().equals("DELETE") ? ":delete" : ":pull,push");
        String from = request.parameter("from");
        return from == null ? List.of(own) : List.of(own, "repository:" + from + ":pull");
    }
}
