package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.Retries;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A client of GitLab's REST API, version 4. It follows no redirect, so that a token goes to the configured GitLab only.
 * Thread-safe.
 */
public final class GitLab {

    static final int OK = 200;

    /** A pipeline has about 2 KB, a page of a hundred repositories about 50 KB. */
    static final int MAX_RESPONSE = 256 * 1024;

    private static final int CREATED = 201;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Longer than GitLab's own limit of a minute. With a shorter limit, GitLab could create a pipeline after this client gave
     * up.
     */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(90);

    /** All pauses together are longer than GitLab's limits, which are per minute. */
    private static final Retries.Policy RETRY_POLICY =
            new Retries.Policy(5, Duration.ofMinutes(2), Duration.ofSeconds(2), 3, GitLabErrorAdvice::isRetryable);

    private final GitLabAddress address;
    private final HttpTransport transport;
    private final Secrets secrets;
    private final GitLabErrorAdvice advice;
    private final Retries retries;
    private final Time time;

    /**
     * Creates a client. No request is sent before the first call.
     *
     * @param insecure whether plain HTTP is allowed for hosts other than this machine
     * @param secrets receives the tokens, before they are used, and the passwords of the proxies
     */
    public GitLab(
            GitLabAddress address, boolean insecure, Proxies proxies, Secrets secrets, Retries.Listener listener) {
        this(
                address,
                insecure,
                secrets,
                listener,
                new HttpTransport(proxies, CONNECT_TIMEOUT, RESPONSE_TIMEOUT),
                Time.real());
        proxies.addTo(secrets);
    }

    GitLab(
            GitLabAddress address,
            boolean insecure,
            Secrets secrets,
            Retries.Listener listener,
            HttpTransport transport,
            Time time) {
        if (!insecure && !new PlainHttp(Set.of()).allows(address.api())) {
            throw new FixableException("<gitlabUrl> (-Dfdo.gitlab.url) is " + address
                    + ", which is plain HTTP and would send tokens unencrypted. Use https, or allow plain HTTP with"
                    + " <insecureGitlab>true</insecureGitlab> (-Dfdo.gitlab.insecure=true).");
        }
        this.address = address;
        this.transport = transport;
        this.secrets = secrets;
        this.advice = new GitLabErrorAdvice(secrets);
        this.time = time;
        this.retries = new Retries(RETRY_POLICY, time, secrets, listener);
    }

    /** Triggers a pipeline. A request that GitLab may have received is not sent again. */
    public TriggerResult trigger(TriggerRequest request) {
        secrets.add(request.token().value());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", request.token().value());
        form.put("ref", request.ref().value());
        request.variables().forEach((name, value) -> form.put("variables[" + name + "]", value));
        HttpRequest post = request("POST", address.trigger(request.project()))
                .withForm(form)
                .notRepeatable();
        try {
            return new TriggerResult.Created(retries.run(() -> {
                try (HttpResponse response = transport.send(post)) {
                    return pipeline(response.expect(CREATED));
                }
            }));
        } catch (HttpException e) {
            String message = advice.describe(e, GitLabErrorAdvice.Operation.TRIGGER);
            if (e.isAmbiguous()) {
                return new TriggerResult.Unknown(message);
            }
            return GitLabErrorAdvice.isRefusal(e)
                    ? new TriggerResult.Refused(message)
                    : new TriggerResult.Failed(message);
        }
    }

    /** {@return the current state of a pipeline} */
    public Pipeline pipeline(ProjectId project, long id, GitLabToken token) {
        HttpRequest request = request("GET", address.pipeline(project, id), token);
        return send(request, GitLabErrorAdvice.Operation.READ_PIPELINE, response -> {
            Pipeline pipeline = pipeline(response.expect(OK));
            if (pipeline.id() != id) {
                throw response.invalid("the response is another pipeline, " + pipeline.id());
            }
            return pipeline;
        });
    }

    private static Pipeline pipeline(HttpResponse response) throws HttpException {
        return Pipeline.parse(response.json(MAX_RESPONSE, "the response"))
                .orElseThrow(() -> response.invalid("the response is not a pipeline"));
    }

    Instant now() {
        return time.now();
    }

    GitLabAddress address() {
        return address;
    }

    HttpRequest request(String method, URI uri, GitLabToken token) {
        secrets.add(token.value());
        String header = token.header()
                .orElseThrow(() -> new IllegalArgumentException("A trigger token only triggers pipelines."));
        return request(method, uri).withHeader(header, token.value());
    }

    private static HttpRequest request(String method, URI uri) {
        // GitLab may close a connection that is kept open while the next request is sent. Then it is unknown whether
        // GitLab received that request.
        return HttpRequest.of(method, uri)
                .withHeader("Accept", "application/json")
                .withHeader("Connection", "close");
    }

    /** Reads a response. */
    @FunctionalInterface
    interface Reader<T> {
        T read(HttpResponse response) throws HttpException;
    }

    <T> T send(HttpRequest request, GitLabErrorAdvice.Operation operation, Reader<T> reader) {
        try {
            return retries.run(() -> {
                try (HttpResponse response = transport.send(request)) {
                    return reader.read(response);
                }
            });
        } catch (HttpException e) {
            throw advice.failure(e, operation);
        }
    }
}
