package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.net.HttpURLConnection;

/** Says of a request that came to nothing what came back, and what to do next. */
final class Advice {

    private static final int LONGEST = 700;

    private final String host;
    private final Secrets secrets;

    Advice(GitLabAddress address, Secrets secrets) {
        this.host = address.host();
        this.secrets = secrets;
    }

    /** What came back, in one line that ends as a sentence does. */
    String sentence(Request request, Reply reply) {
        String text = OneLine.shortened(secrets.redact(request + ": " + reply.problem()), LONGEST);
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    /** All there is to say in the end. */
    String message(Request request, Retries.Result result) {
        String tries = result.tries() > 1 ? " Tried " + result.tries() + " times." : "";
        return sentence(request, result.reply()) + tries + " " + whatToDo(request, result.reply());
    }

    private String whatToDo(Request request, Reply reply) {
        if (reply instanceof Reply.Answer answer) {
            return answer.isSuccess() ? nonsense(request) : whatToDo(request, answer);
        }
        return reply instanceof Reply.NotSent notSent ? whatToDo(notSent) : lost(request);
    }

    private String whatToDo(Request request, Reply.Answer answer) {
        if (answer.isThrottle()) {
            return host + " wants fewer requests: run the goal again later.";
        }
        if (answer.isUnsure() && !request.isRepeatable()) {
            return lost(request);
        }
        if (answer.isServerError()) {
            return host + " is in trouble: run the goal again when it has recovered, or ask those who run it.";
        }
        if (answer.isRedirect()) {
            return "Set <gitlabUrl> (-Dfdo.gitlab.url) to where GitLab is.";
        }
        return switch (request.purpose()) {
            case TRIGGER -> ofTriggering(answer);
            case PIPELINE -> ofReading(answer);
            case REGISTRY -> ofRegistry(request);
        };
    }

    private static String ofTriggering(Reply.Answer answer) {
        return switch (answer.status()) {
            case HttpURLConnection.HTTP_BAD_REQUEST ->
                "Check the ref, the variables, who may set variables of the project's pipelines (Settings, CI/CD), and when"
                        + " it lets pipelines run (workflow:rules).";
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "Check the token: a job's token is valid only while the job runs.";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                "Check the project and <gitlabUrl>, and that the token is a trigger token of that project, or the token of"
                        + " a running job that the project lets in (its Settings, CI/CD, Job token permissions).";
            default -> "Check that whoever made the token may run pipelines of the project for this ref.";
        };
    }

    private static String ofReading(Reply.Answer answer) {
        return "Check that the access token is valid, has the scope read_api, and may read the pipelines of the project"
                + (answer.status() == HttpURLConnection.HTTP_NOT_FOUND
                        ? ", and that the pipeline was not deleted."
                        : ".");
    }

    /** GitLab answers a job's token of another project as if there were nothing. */
    private static String ofRegistry(Request request) {
        return request.token().filter(JobToken.class::isInstance).isPresent()
                ? "GitLab lets the token of a job do this for the job's own project only, while the job runs: name by"
                        + " <accessTokenVariable> (-Dfdo.access.token.variable) a variable that has an access token with"
                        + " the scope api."
                : "Check that the access token is valid, has the scope api, and is of somebody who may delete images of the"
                        + " project, which takes the role Developer.";
    }

    private String whatToDo(Reply.NotSent problem) {
        if (problem.isTls()) {
            return "If Java does not trust the certificate of " + host + ", add that to Java's trust store.";
        }
        return problem.isUnknownHost()
                ? "Check <gitlabUrl> (-Dfdo.gitlab.url), and that this machine can look that name up."
                : "Check <gitlabUrl> (-Dfdo.gitlab.url), and that " + host + " runs and can be reached from here.";
    }

    private String nonsense(Request request) {
        String what =
                request.purpose() == Request.Purpose.REGISTRY ? "no list of repositories or tags" : "not a pipeline";
        String start = "That is " + what + ": check that <gitlabUrl> (-Dfdo.gitlab.url) leads to a GitLab";
        return request.isRepeatable() ? start + "." : start + ", and look whether it has a new pipeline.";
    }

    private String lost(Request request) {
        return request.isRepeatable()
                ? "Check that " + host + " runs and can be reached from here."
                : "GitLab may have got the request, so it was not sent again: look whether there is a new pipeline before"
                        + " you run the goal again.";
    }
}
