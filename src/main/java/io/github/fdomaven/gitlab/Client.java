package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.Loopback;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;

/** Sends requests to one GitLab, each as often as it may help, and has words for what came to nothing. */
final class Client {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** GitLab itself gives up after a minute. To give up before it does would leave a pipeline that nobody knows of. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);

    private final GitLabAddress address;
    private final Transport transport;
    private final Advice advice;
    private final Retries retries;

    Client(GitLabAddress address, boolean insecure, Secrets secrets, GitLabListener listener) {
        this(address, insecure, secrets, listener, new Transport(CONNECT_LIMIT, ANSWER_LIMIT), Time.real());
    }

    Client(
            GitLabAddress address,
            boolean insecure,
            Secrets secrets,
            GitLabListener listener,
            Transport transport,
            Time time) {
        if (address.isPlain() && !insecure && !Loopback.is(address.api())) {
            throw new FixableException("<gitlabUrl> (-Dfdo.gitlab.url) is " + address
                    + ", which is plain HTTP: whoever listens on the way could read the tokens. Use https, or allow this by"
                    + " <insecureGitlab>true</insecureGitlab> (-Dfdo.gitlab.insecure=true).");
        }
        this.address = address;
        this.transport = transport;
        this.advice = new Advice(address, secrets);
        this.retries = new Retries(time, advice, listener);
    }

    GitLabAddress address() {
        return address;
    }

    Retries.Result send(Request request) {
        return retries.run(request, () -> transport.send(request));
    }

    /** All there is to say in the end. */
    String message(Request request, Retries.Result result) {
        return advice.message(request, result);
    }

    /** What is thrown in the end: the user can mend what GitLab refuses. */
    FdoException failure(Request request, Retries.Result result) {
        String message = message(request, result);
        if (result.reply() instanceof Reply.Answer answer) {
            return answer.isSuccess() || answer.isTrouble()
                    ? new EnvironmentException(message)
                    : new FixableException(message);
        }
        return new EnvironmentException(message, cause(result.reply()));
    }

    private static Throwable cause(Reply reply) {
        if (reply instanceof Reply.NotSent notSent) {
            return notSent.cause();
        }
        return reply instanceof Reply.Lost lost ? lost.cause() : null;
    }
}
