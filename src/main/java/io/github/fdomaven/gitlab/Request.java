package io.github.fdomaven.gitlab;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request. What it is shown as has no token in it, for a token is never in an address. */
record Request(Purpose purpose, String method, URI uri, Optional<ApiToken> token, Optional<byte[]> form) {

    /** What a request is for, which decides what to do when it comes to nothing. */
    enum Purpose {
        TRIGGER,
        PIPELINE,
        REGISTRY
    }

    static Request trigger(GitLabAddress address, TriggerRequest wanted) {
        List<String> fields = new ArrayList<>();
        fields.add(field("token", wanted.token().value()));
        fields.add(field("ref", wanted.ref().value()));
        wanted.variables().forEach((name, value) -> fields.add(field("variables[" + name + "]", value)));
        byte[] form = String.join("&", fields).getBytes(StandardCharsets.US_ASCII);
        return new Request(
                Purpose.TRIGGER, "POST", address.trigger(wanted.project()), Optional.empty(), Optional.of(form));
    }

    static Request pipeline(GitLabAddress address, ProjectId project, long id, AccessToken token) {
        return new Request(
                Purpose.PIPELINE, "GET", address.pipeline(project, id), Optional.of(token), Optional.empty());
    }

    static Request registry(String method, URI uri, ApiToken token) {
        return new Request(Purpose.REGISTRY, method, uri, Optional.of(token), Optional.empty());
    }

    private static String field(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Whether doing it twice does no more than doing it once. */
    boolean isRepeatable() {
        return purpose != Purpose.TRIGGER;
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
