package io.github.fdomaven.registry;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A guard of a registry server that demands tokens, and its token service at {@code /token}. */
final class TokenServer implements RegistryServer.Gate {

    private final RegistryServer registry;
    private final String realm;
    private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** The Basic header that a request for a token needs; empty for anonymous tokens. */
    private String authorization = "";

    /** The identity token that a request for a token needs; empty for Basic authentication. */
    private String identity = "";

    private String member = "token";
    private String otherMembers = "";

    TokenServer(RegistryServer registry) {
        this.registry = registry;
        this.realm = "http://" + registry.host() + "/token";
        registry.guard(this);
    }

    TokenServer demand(String header) {
        authorization = header;
        return this;
    }

    /** Accepts an identity token only. */
    TokenServer demandIdentity(String token) {
        identity = token;
        return this;
    }

    TokenServer answerWith(String tokenMember, String others) {
        member = tokenMember;
        otherMembers = others;
        return this;
    }

    /** Makes all tokens invalid. */
    void revoke() {
        tokens.clear();
    }

    @Override
    public boolean admits(ReceivedRequest request) throws IOException {
        if (request.path().equals("/token")) {
            sendToken(request);
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

    private void sendToken(ReceivedRequest request) throws IOException {
        if (!identity.isEmpty()) {
            exchange(request);
        } else if (!authorization.equals(request.header("Authorization"))) {
            request.answer(401, "{\"details\":\"incorrect username or password\"}".getBytes());
        } else if (!"the \"registry\"".equals(request.parameter("service"))) {
            request.answer(400, "unknown service".getBytes());
        } else {
            sendToken(request, request.parameters("scope"));
        }
    }

    private void sendToken(ReceivedRequest request, List<String> scopes) throws IOException {
        String token = "token-" + count.incrementAndGet() + "-of-" + registry.host();
        tokens.put("Bearer " + token, scopes);
        request.answer(200, ("{\"" + member + "\":\"" + token + "\"" + otherMembers + "}").getBytes());
    }

    /** The OAuth 2 request. */
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
            sendToken(request, List.of(form.get("scope").split(" ")));
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
