package io.github.fdomaven.registry;

import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.util.Optional;
import java.util.Set;

/** Says of a request that came to nothing what came back, and what to do next. */
final class Failures {

    private static final int FORBIDDEN = 403;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int FIRST_SERVER_ERROR = 500;

    private static final Set<Integer> FIXABLE_REFUSALS = Set.of(FORBIDDEN, PROXY_AUTHENTICATION);
    private static final String PROXY_ADVICE =
            "Check the proxy in settings.xml, its username and its password, and that it lets us through;"
                    + " or add the host to its nonProxyHosts.";

    private static final int LONGEST = 700;

    private final CredentialChain credentials;
    private final Secrets secrets;

    Failures(CredentialChain credentials, Secrets secrets) {
        this.credentials = credentials;
        this.secrets = secrets;
    }

    /** What came back, in one line that ends as a sentence does. */
    String sentence(RequestException problem) {
        String text = OneLine.shortened(secrets.redact(problem.getMessage()), LONGEST);
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    /** What is thrown in the end. */
    FdoException of(RequestException problem, int tries) {
        String host = problem.request().host();
        String start = sentence(problem) + (tries > 1 ? " Tried " + tries + " times. " : " ");
        if (problem instanceof AnswerException answer) {
            return fixableAdvice(answer, host)
                    .<FdoException>map(advice -> new FixableException(start + advice, problem))
                    .orElseGet(() -> new EnvironmentException(start + advice(answer, host), problem));
        }
        ConnectionException broken = (ConnectionException) problem;
        return broken.refusal().filter(FIXABLE_REFUSALS::contains).isPresent()
                ? new FixableException(start + PROXY_ADVICE, problem)
                : new EnvironmentException(start + advice(broken, host), problem);
    }

    private Optional<String> fixableAdvice(AnswerException answer, String host) {
        if (answer.status() == Answer.UNAUTHORIZED || answer.status() == FORBIDDEN) {
            return Optional.of(credentials.advice(host));
        }
        if (answer.status() == PROXY_AUTHENTICATION) {
            return Optional.of(PROXY_ADVICE);
        }
        return Optional.of(host + " does not delete images: have it allowed by those who run it (a registry of the"
                        + " distribution project by REGISTRY_STORAGE_DELETE_ENABLED=true), or delete them by its own"
                        + " means.")
                .filter(advice ->
                        answer.isUnsupported() && answer.request().method().equals("DELETE"));
    }

    private static String advice(AnswerException answer, String host) {
        if (answer.status() == AnswerException.TOO_MANY_REQUESTS) {
            return host + " wants fewer requests: run Maven again later.";
        }
        return answer.status() >= FIRST_SERVER_ERROR
                ? host + " is in trouble: run Maven again when it has recovered, or ask those who run it."
                : "Check that " + host + " is a registry that takes such an image, or ask those who run it.";
    }

    private static String advice(ConnectionException problem, String host) {
        if (problem.isTls()) {
            return "If " + host + " has no TLS, list it in insecureRegistries (-Dfdo.insecure.registries=" + host
                    + "); if Java does not trust its certificate, add that to Java's trust store.";
        }
        if (problem.proxy().isPresent()) {
            return "Check the proxy in settings.xml, and that it runs and can reach " + host
                    + "; or add the host to its nonProxyHosts.";
        }
        return problem.isUnknownHost()
                ? "Check the name, and that this machine can look it up."
                : "Check that " + host + " runs and can be reached from here.";
    }
}
