package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_BAD_METHOD;
import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.InvalidResponseException;
import io.github.fdomaven.http.ProxyAdvice;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.oci.DockerHub;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.Optional;

/** Turns the last failure of a request into the exception that ends the goal, with advice for the user. */
final class ErrorAdvice {

    private static final String DELETES_NOTHING =
            " does not delete images. Ask its operator to allow it (REGISTRY_STORAGE_DELETE_ENABLED=true"
                    + " in the distribution project's registry), or delete them in another way.";

    private final CredentialChain credentials;
    private final Secrets secrets;

    ErrorAdvice(CredentialChain credentials, Secrets secrets) {
        this.credentials = credentials;
        this.secrets = secrets;
    }

    FdoException failure(HttpException problem) {
        String start = problem.describe(secrets) + " ";
        Optional<String> fix = forUser(problem);
        return fix.isPresent()
                ? new FixableException(start + fix.get(), problem)
                : new EnvironmentException(start + forEnvironment(problem), problem);
    }

    /** The advice for a failure that the user can fix. */
    private Optional<String> forUser(HttpException problem) {
        Optional<String> proxy = ProxyAdvice.ofRefusal(problem);
        if (proxy.isPresent() || !(problem instanceof StatusException response)) {
            return proxy;
        }
        HttpRequest request = problem.request();
        return switch (response.status()) {
            case HTTP_UNAUTHORIZED, HTTP_FORBIDDEN ->
                Optional.of(request.redirected() ? ofRefusedRedirect(request) : credentials.advice(request.server()));
            default ->
                isInvalidIdentityToken(response)
                        ? Optional.of(credentials.adviceOnIdentityToken(request.server()))
                        : Optional.of(request.server() + DELETES_NOTHING)
                                .filter(text -> isUnsupportedDeletion(response));
        };
    }

    /** OAuth's error (RFC 6749, section 5.2) for an identity token that has expired or was revoked. */
    private static boolean isInvalidIdentityToken(StatusException response) {
        return response.status() == HTTP_BAD_REQUEST
                && response.request().hasForm()
                && response.serverMessage().contains("invalid_grant");
    }

    private static boolean isUnsupportedDeletion(StatusException response) {
        boolean unsupported =
                response.status() == HTTP_BAD_METHOD || response.serverMessage().startsWith("UNSUPPORTED");
        return unsupported && response.request().method().equals("DELETE");
    }

    /** The credentials of the registry are not at fault, because another server never gets them. */
    private static String ofRefusedRedirect(HttpRequest request) {
        return request.server() + " redirected the request to " + answering(request)
                + ", which gets no credentials. Run Maven again, or ask the operator of " + request.server() + ".";
    }

    private static String forEnvironment(HttpException problem) {
        if (problem instanceof StatusException response) {
            return forStatus(response);
        }
        if (problem instanceof ConnectionException connection) {
            return forConnection(connection);
        }
        HttpRequest request = problem.request();
        return ((InvalidResponseException) problem).advice().orElseGet(() -> ofInvalidAnswer(request));
    }

    private static String ofInvalidAnswer(HttpRequest request) {
        return isRegistry(request)
                ? "Check that " + request.server() + " is a registry, and that no proxy changes its responses."
                : "Check that no proxy changes the responses of " + described(request) + ".";
    }

    private static String forStatus(StatusException response) {
        HttpRequest request = response.request();
        String server = described(request) + (isRegistry(request) ? "" : ",");
        if (response.isTooManyRequests()) {
            return server + " limits the number of requests. Run Maven again later.";
        }
        if (response.status() == HTTP_BAD_REQUEST && response.serverMessage().contains("SSL certificate")) {
            // nginx accepts the connection first.
            return ofCertificate(request);
        }
        if (response.isServerError()) {
            return server + " has an internal problem. Run Maven again later, or ask its operator.";
        }
        if (isRegistry(request) && isForToken(request)) {
            return "The token service of " + server + " refused the request. Ask the operator of " + server + ".";
        }
        if (isRegistry(request) && request.method().equals("DELETE")) {
            return server
                    + " refused to delete the image, for example because a rule protects its tag. Ask its operator.";
        }
        return isRegistry(request)
                ? "Check that " + server + " is a registry that accepts this image, or ask its operator."
                : server + " refused the request. Ask the operator of " + request.server() + ".";
    }

    private static String forConnection(ConnectionException problem) {
        HttpRequest request = problem.request();
        if (problem.isTls()) {
            String host = request.server();
            if (problem.adviceOnJava().isPresent()) {
                return problem.adviceOnJava().get();
            }
            if (problem.isCertificateDemanded()) {
                return ofCertificate(request);
            }
            if (isRegistry(request) && request.redirected() && !problem.isUntrusted()) {
                return host + " redirects plain HTTP to https on the same port, and does not answer there. Correct the"
                        + " redirect in its configuration.";
            }
            return isRegistry(request) && !problem.isUntrusted()
                    ? "If " + host + " has no TLS, add it to insecureRegistries (-Dfdo.insecure.registries=" + host
                            + "). " + ofTrust("its certificate", host)
                            + (problem.isBrokenHandshake() ? " " + ofCertificate(request) : "")
                    : ofTrust("the certificate of " + described(request), host);
        }
        Optional<String> proxy = ProxyAdvice.ofConnection(problem, answering(request));
        if (proxy.isEmpty() && problem.isNotHttp()) {
            return ofInvalidAnswer(request);
        }
        return proxy.orElseGet(() -> ofNoConnection(problem));
    }

    private static String ofTrust(String certificate, String host) {
        return "If Java does not trust " + certificate + ", put the certificate of its authority into"
                + " /etc/docker/certs.d/" + host + "/ca.crt, or into Java's trust store.";
    }

    private static String ofCertificate(HttpRequest request) {
        return "If " + described(request) + (isRegistry(request) ? "" : ",")
                + " demands a client certificate, "
                + (CertificateDirectories.isKeyStoreSet()
                        ? "check the key store that javax.net.ssl.keyStore names."
                        : "put it into /etc/docker/certs.d/" + request.server() + "/client.cert, and its key into"
                                + " client.key, readable for the user who runs Maven.");
    }

    private static String ofNoConnection(ConnectionException problem) {
        HttpRequest request = problem.request();
        if (problem.isUnknownHost()) {
            return "Check the name" + (isRegistry(request) ? "" : " of " + described(request))
                    + ", and that this machine can resolve it.";
        }
        String server = described(request) + (isRegistry(request) ? "" : ",");
        return problem.isLate()
                ? server
                        + " accepted the connection, but did not answer in time. Run Maven again later, or ask its operator."
                : "Check that " + server + " runs and can be reached from this machine.";
    }

    /** Whether a token service should answer, which can be on the same host as the registry. */
    private static boolean isForToken(HttpRequest request) {
        String query = request.uri().getRawQuery();
        return request.hasForm() || query != null && query.matches("(.*&)?scope=.*");
    }

    /** Whether the registry itself answers, and neither a server that it redirects to nor its token service. */
    private static boolean isRegistry(HttpRequest request) {
        return answering(request).equals(request.server());
    }

    /** The name of the server that answers. Docker Hub has another name in references. */
    private static String answering(HttpRequest request) {
        String address = Uris.authority(request.uri());
        return address.equalsIgnoreCase(DockerHub.server(request.server())) ? request.server() : address;
    }

    /** The server that answers, and what it has to do with the registry. */
    private static String described(HttpRequest request) {
        if (isRegistry(request)) {
            return request.server();
        }
        return answering(request)
                + (request.redirected()
                        ? ", to which " + request.server() + " redirects"
                        : ", the token service of " + request.server());
    }
}
