package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.ProxyAdvice;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.net.HttpURLConnection;
import java.util.Locale;
import java.util.Optional;

/** Describes failed requests to GitLab, with advice for the user. */
final class GitLabErrorAdvice {

    private static final String GITLAB_URL = "<gitlabUrl> (-Dfdo.gitlab.url)";

    private static final String TOO_MANY_PIPELINES = "too many pipelines created";

    private final Secrets secrets;

    GitLabErrorAdvice(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The operations that need different advice. */
    enum Operation {
        TRIGGER,
        READ_PIPELINE,
        IMAGES,
        IMAGES_WITH_JOB_TOKEN
    }

    static boolean isRetryable(HttpException problem) {
        return problem.isRetryable() || isThrottled(problem);
    }

    /** Status 429, or GitLab's limit of pipelines per minute, which it reports as a bad request. */
    private static boolean isThrottled(HttpException problem) {
        return problem instanceof StatusException status
                && (status.isTooManyRequests()
                        || status.status() == HttpURLConnection.HTTP_BAD_REQUEST
                                && status.serverMessage()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(TOO_MANY_PIPELINES));
    }

    /** Whether GitLab or the proxy refused the request, and would refuse it again. */
    static boolean isRefusal(HttpException problem) {
        return ProxyAdvice.ofRefusal(problem).isPresent()
                || problem instanceof StatusException status
                        && !status.isAmbiguous()
                        && !status.isServerError()
                        && !isThrottled(status);
    }

    /** Returns the exception: fixable if GitLab refused the request. */
    FdoException failure(HttpException problem, Operation operation) {
        String message = describe(problem, operation);
        return isRefusal(problem) ? new FixableException(message, problem) : new EnvironmentException(message, problem);
    }

    /** Returns the request, GitLab's own message, and the advice. */
    String describe(HttpException problem, Operation operation) {
        return problem.describe(secrets) + " " + advice(problem, operation);
    }

    private static String advice(HttpException problem, Operation operation) {
        String host = problem.request().server();
        if (operation == Operation.TRIGGER && problem.isAmbiguous()) {
            return "GitLab may have received the request, so it was not sent again. Check "
                    + (isFromGitLab(problem) ? "" : GITLAB_URL + ", and ")
                    + "whether there is a new pipeline, before you run the goal again.";
        }
        Optional<String> proxy = ProxyAdvice.ofRefusal(problem);
        if (proxy.isPresent()) {
            return proxy.get();
        }
        if (problem instanceof ConnectionException connection) {
            return advice(connection, host);
        }
        if (!isFromGitLab(problem) || !(problem instanceof StatusException status)) {
            return "Check that " + GITLAB_URL + " is the address of a GitLab.";
        }
        if (isThrottled(status)) {
            return host + " limits the number of requests. Run the goal again later.";
        }
        if (status.isServerError()) {
            return "This is an error of " + host + ". Run the goal again later, or ask the administrator of " + host
                    + ".";
        }
        if (status.isRedirect()) {
            return "Redirects are not followed. Set " + GITLAB_URL + " to the address of GitLab itself.";
        }
        return advice(operation, status.status());
    }

    /** The advice for a refusal. */
    private static String advice(Operation operation, int status) {
        return switch (operation) {
            case TRIGGER -> triggerAdvice(status);
            case READ_PIPELINE ->
                "Check that the access token is valid, has the scope read_api, and may read the project's pipelines"
                        + (status == HttpURLConnection.HTTP_NOT_FOUND
                                ? ", and that the pipeline was not deleted."
                                : ".");
            case IMAGES ->
                "Check that the access token is valid, has the scope api, and has at least the role Developer in the"
                        + " project.";
            // For the job of another project, GitLab answers as if there were no such project.
            case IMAGES_WITH_JOB_TOKEN ->
                "A job token is valid only for the job's own project, and only while the job runs. For other projects, set"
                        + " <accessTokenVariable> (-Dfdo.access.token.variable) to a variable that has an access token with"
                        + " the scope api.";
        };
    }

    /** An unexpected success, or an invalid response, is probably from another server. */
    private static boolean isFromGitLab(HttpException problem) {
        return problem instanceof ConnectionException
                || problem instanceof StatusException status && status.status() >= HttpURLConnection.HTTP_MULT_CHOICE;
    }

    private static String triggerAdvice(int status) {
        return switch (status) {
            case HttpURLConnection.HTTP_BAD_REQUEST ->
                "Check the ref, the variables, the project's workflow:rules, and who may set pipeline variables (Settings,"
                        + " CI/CD).";
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "Check the token. A job token is valid only while the job runs.";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                "Check <gitlabUrl>, the project and the token: a trigger token of this project, or the token of a running"
                        + " job that the project allows (Settings, CI/CD, Job token permissions).";
            default -> "Check that the owner of the token may run pipelines of the project for this ref.";
        };
    }

    private static String advice(ConnectionException problem, String host) {
        if (problem.isAmbiguous()) {
            return "Check that " + host + " is running and reachable from this machine.";
        }
        if (problem.isCertificateDemanded()) {
            return "If " + host
                    + " demands a client certificate, set javax.net.ssl.keyStore in MAVEN_OPTS to a key store"
                    + " with it.";
        }
        if (problem.isTls()) {
            return problem.adviceOnJava()
                    .orElse("If Java does not trust the certificate of " + host
                            + ", add the certificate to Java's trust store.");
        }
        return ProxyAdvice.ofConnection(problem, host)
                .orElseGet(() -> "Check " + GITLAB_URL + ", and that "
                        + (problem.isUnknownHost()
                                ? "this machine can resolve the name."
                                : host + " is running and reachable from this machine."));
    }
}
