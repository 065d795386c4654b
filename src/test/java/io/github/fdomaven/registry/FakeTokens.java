package io.github.fdomaven.registry;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A guard that demands tokens with the right scopes, and the service that gives them out at {@code /token}. */
final class FakeTokens implements FakeRegistry.Gate {

    private final FakeRegistry registry;
    private final String realm;
    private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger given = new AtomicInteger();

    /** The Basic header that is demanded of those who want a token; none for anybody. */
    private String authorization = "";

    private String member = "token";
    private String more = "";

    FakeTokens(FakeRegistry registry) {
        this.registry = registry;
        this.realm = "http://" + registry.host() + "/token";
        registry.guard(this);
    }

    FakeTokens demand(String header) {
        authorization = header;
        return this;
    }

    FakeTokens answerWith(String tokenMember, String otherMembers) {
        member = tokenMember;
        more = otherMembers;
        return this;
    }

    /** Lets the tokens given so far be good for nothing. */
    void revoke() {
        tokens.clear();
    }

    @Override
    public boolean admits(FakeRequest request) throws IOException {
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
                FakeRequest.error("UNAUTHORIZED", "authentication required"),
                "WWW-Authenticate",
                "Bearer realm=\"" + realm + "\",service=\"the \\\"registry\\\"\",scope=\""
                        + String.join(" ", needed(request)) + "\"");
        return false;
    }

    private void give(FakeRequest request) throws IOException {
        if (!authorization.equals(request.header("Authorization"))) {
            request.answer(401, "{\"details\":\"incorrect username or password\"}".getBytes());
        } else if (!"the \"registry\"".equals(request.parameter("service"))) {
            request.answer(400, "unknown service".getBytes());
        } else {
            String token = "token-" + given.incrementAndGet() + "-of-" + registry.host();
            tokens.put("Bearer " + token, request.parameters("scope"));
            request.answer(200, ("{\"" + member + "\":\"" + token + "\"" + more + "}").getBytes());
        }
    }

    private static List<String> needed(FakeRequest request) {
        String path = request.path().replaceAll("^/v2/(.*)/(manifests|blobs)/.*", "$1");
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        String own = "repository:" + path + (reads ? ":pull" : ":pull,push");
        String from = request.parameter("from");
        return from == null ? List.of(own) : List.of(own, "repository:" + from + ":pull");
    }
}
