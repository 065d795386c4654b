package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_BAD_METHOD;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.InvalidResponseException;
import io.github.fdomaven.http.ProxyAdvice;
import io.github.fdomaven.http.StatusException;
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
        String host = problem.request().server();
        return switch (response.status()) {
            case HTTP_UNAUTHORIZED, HTTP_FORBIDDEN -> Optional.of(credentials.advice(host));
            default -> isUnsupportedDeletion(response) ? Optional.of(host + DELETES_NOTHING) : Optional.empty();
        };
    }

    private static boolean isUnsupportedDeletion(StatusException response) {
        boolean unsupported =
                response.status() == HTTP_BAD_METHOD || response.serverMessage().startsWith("UNSUPPORTED");
        return unsupported && response.request().method().equals("DELETE");
    }

    private static String forEnvironment(HttpException problem) {
        String host = problem.request().server();
        if (problem instanceof StatusException response) {
            return forStatus(response, host);
        }
        if (problem instanceof ConnectionException connection) {
            return forConnection(connection, host);
        }
        return ((InvalidResponseException) problem)
                .advice()
                .orElse("Check that " + host + " is a registry, and that no proxy changes its responses.");
    }

    private static String forStatus(StatusException response, String host) {
        if (response.isTooManyRequests()) {
            return host + " limits the number of requests. Run Maven again later.";
        }
        return response.isServerError()
                ? host + " has an internal problem. Run Maven again later, or ask its operator."
                : "Check that " + host + " is a registry that accepts this image, or ask its operator.";
    }

    private static String forConnection(ConnectionException problem, String host) {
        if (problem.isTls()) {
            return "If " + host + " has no TLS, add it to insecureRegistries (-Dfdo.insecure.registries=" + host
                    + "). If Java does not trust its certificate, add the certificate to Java's trust store.";
        }
        return ProxyAdvice.ofConnection(problem)
                .orElseGet(() -> problem.isUnknownHost()
                        ? "Check the name, and that this machine can resolve it."
                        : "Check that " + host + " runs and can be reached from this machine.");
    }
}
