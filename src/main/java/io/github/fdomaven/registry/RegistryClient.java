package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.InvalidResponseException;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Redirects;
import io.github.fdomaven.http.Retries;
import io.github.fdomaven.http.Schemes;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.oci.DockerHub;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Authorizations;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.Scopes;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Sends requests to registries, with authorization, and with retries after temporary failures. */
final class RegistryClient {

    private static final Retries.Policy RETRY_POLICY =
            new Retries.Policy(5, Duration.ofMinutes(1), Duration.ofSeconds(1), 2, HttpException::isRetryable);

    private static final String CHALLENGE = "WWW-Authenticate";

    /** With these statuses, registries refuse or hide images without a challenge. */
    private static final Set<Integer> REFUSALS = Set.of(HTTP_UNAUTHORIZED, HTTP_FORBIDDEN, HTTP_NOT_FOUND);

    private final CredentialChain credentials;

    /** What the registries demand for the whole registry, by their hosts. */
    private final ConcurrentMap<String, ApiRoot> roots = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, FirstContact> contacts = new ConcurrentHashMap<>();

    /** The addresses of the registries. Each request needs several times the same address. */
    private final ConcurrentMap<String, URI> addresses = new ConcurrentHashMap<>();

    private final Schemes schemes;
    private final Redirects redirects;
    private final Authorizations authorizations;
    private final Retries retries;
    private final Time time;
    private final ErrorAdvice advice;
    private final UnreachableServers unreachable;

    RegistryClient(
            CredentialChain credentials,
            PlainHttp plainHttp,
            Secrets secrets,
            Retries.Listener listener,
            HttpTransport transport,
            UnreachableServers unreachable,
            Time time) {
        this.credentials = credentials;
        this.time = time;
        this.unreachable = unreachable;
        this.redirects = new Redirects(transport, plainHttp, unreachable);
        this.schemes = new Schemes(plainHttp, redirects);
        this.authorizations = new Authorizations(credentials, redirects, plainHttp, secrets, time);
        this.retries = new Retries(RETRY_POLICY, time, secrets, listener);
        this.advice = new ErrorAdvice(credentials, secrets);
    }

    /** A request for a path below a repository. */
    HttpRequest request(String method, Repository repository, String path) {
        URI uri = address(repository.host()).resolve("/v2/" + repository.path() + path);
        return HttpRequest.of(method, uri).withServer(repository.host());
    }

    /** A request to an address that the registry has named for it. */
    HttpRequest request(String method, Repository repository, URI uri) {
        return request(method, repository, "").redirectedTo(uri);
    }

    private URI address(String host) {
        String server = DockerHub.server(host);
        return addresses.computeIfAbsent(schemes.of(server) + "://" + server, URI::create);
    }

    Instant now() {
        return time.now();
    }

    /** Sends a request once, or again with each kind of credentials that the registry demands until it accepts one. */
    HttpResponse send(HttpRequest given, Scopes scopes) throws HttpException {
        HttpRequest request = schemes.applied(given);
        if (!isForRegistry(request)) {
            return redirects.send(request);
        }
        Optional<String> known = authorizations.known(scopes);
        HttpResponse response = schemes.send(request.withAuthorization(known));
        if (!isForRegistry(response.request())) {
            contact(scopes.repository()).end();
            return response;
        }
        boolean isChallenged = response.status() == HTTP_UNAUTHORIZED
                && !response.headers(CHALLENGE).isEmpty();
        if (isChallenged) {
            try {
                return sendAuthorized(response, request, known, scopes, response.headers(CHALLENGE));
            } catch (HttpException | EnvironmentException e) {
                response.close();
                throw e;
            }
        }
        if (known.isEmpty() && REFUSALS.contains(response.status())) {
            return sendDemanded(response, request, scopes);
        }
        contact(scopes.repository()).end();
        return response;
    }

    /** Sends a request with the credentials, or the anonymous token, that a registry demands only at the root of its API. */
    private HttpResponse sendDemanded(HttpResponse refusal, HttpRequest request, Scopes scopes) throws HttpException {
        List<String> challenges =
                roots.computeIfAbsent(scopes.repository().host(), ApiRoot::new).challenges();
        try {
            return sendAuthorized(refusal, request, Optional.empty(), scopes, challenges);
        } catch (HttpException | EnvironmentException e) {
            boolean isRefused = e instanceof StatusException status && !status.isRetryable();
            if (isRefused && !credentials.has(scopes.repository())) {
                // The token service gives no token without credentials. Then the registry's first answer is the result.
                return refusal;
            }
            refusal.close();
            throw e;
        }
    }

    /**
     * Sends a request again with each kind of credentials that the registry offers, in its order, until it accepts one. If it
     * accepts none, the first failure to get credentials is the result, or else the last refusal.
     */
    private HttpResponse sendAuthorized(
            HttpResponse refusal, HttpRequest request, Optional<String> known, Scopes scopes, List<String> challenges)
            throws HttpException {
        HttpResponse response = refusal;
        Optional<Exception> failure = Optional.empty();
        for (Authorizations.Offer offer : authorizations.offers(scopes, challenges)) {
            Optional<String> header = Optional.empty();
            try {
                header = offer.header();
            } catch (HttpException | EnvironmentException e) {
                failure = failure.or(() -> Optional.of(e));
            }
            if (header.isPresent() && !header.equals(known)) {
                // Other requests know from now on what the registry demands.
                contact(scopes.repository()).end();
                response.close();
                response = schemes.send(request.withAuthorization(header));
                if (response.status() != HTTP_UNAUTHORIZED) {
                    return response;
                }
            }
        }
        contact(scopes.repository()).end();
        if (failure.isEmpty()) {
            return response;
        }
        if (response != refusal) {
            response.close();
        }
        if (failure.get() instanceof HttpException problem) {
            throw problem;
        }
        throw (EnvironmentException) failure.get();
    }

    /** The root of a registry's API, where other clients always ask first. It is asked once. */
    private final class ApiRoot {

        private final HttpRequest request;
        private Optional<List<String>> challenges = Optional.empty();

        ApiRoot(String host) {
            this.request = HttpRequest.of("GET", address(host).resolve("/v2/")).withServer(host);
        }

        synchronized List<String> challenges() throws HttpException {
            if (challenges.isEmpty()) {
                challenges = Optional.of(ask());
            }
            return challenges.get();
        }

        private List<String> ask() throws HttpException {
            try (HttpResponse response = schemes.send(request)) {
                boolean isDemand = response.status() == HTTP_UNAUTHORIZED && isForRegistry(response.request());
                return isDemand ? response.headers(CHALLENGE) : List.of();
            } catch (InvalidResponseException e) {
                // A page for people can be here. It demands nothing.
                return List.of();
            }
        }
    }

    /**
     * Whether the request goes to the registry itself. A registry can redirect to another server, which must not receive its
     * credentials.
     */
    private boolean isForRegistry(HttpRequest request) {
        return Uris.origin(request.uri()).equals(Uris.origin(address(request.server())));
    }

    /** An address in a response: where an upload goes on, or the next page. */
    URI resolve(HttpResponse response, String location) throws InvalidResponseException {
        return redirects.resolve(response, location);
    }

    /** Runs an attempt for a repository until it succeeds or the policy is exhausted. */
    <T> T run(Repository repository, Retries.Attempt<T> attempt) {
        FirstContact contact = contact(repository);
        contact.begin();
        try {
            return retries.run(() -> contact.run(attempt));
        } catch (HttpException e) {
            throw failure(e);
        } finally {
            contact.end();
        }
    }

    private FirstContact contact(Repository repository) {
        return contacts.computeIfAbsent(repository.host(), host -> new FirstContact());
    }

    /** Runs an attempt that can take longer than the policy's limit. */
    <T> T runTransfer(Retries.Attempt<T> attempt) {
        try {
            return retries.runTransfer(attempt);
        } catch (HttpException e) {
            throw failure(e);
        }
    }

    /** Runs a part of an attempt, such as the rest of a download. If it fails to the end, the attempt is not repeated. */
    void runPart(Retries.Attempt<?> part) throws HttpException {
        retries.runTransfer(part);
    }

    /** The failure of a goal. */
    FdoException failure(HttpException problem) {
        FdoException failure = advice.failure(problem);
        if (failure instanceof EnvironmentException silence) {
            unreachable.add(problem, silence);
        }
        return failure;
    }
}
