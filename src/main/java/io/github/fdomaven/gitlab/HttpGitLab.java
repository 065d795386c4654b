package io.github.fdomaven.gitlab;

import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.http.Loopback;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.secret.Secrets;
import java.time.Duration;
import java.util.Optional;

/** A GitLab, over version 4 of its REST API. Safe for use by several threads. */
public final class HttpGitLab implements GitLab {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** GitLab itself gives up after a minute. To give up before it does would leave a pipeline that nobody knows of. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);

    private final GitLabAddress address;
    private final Secrets secrets;
    private final Transport transport;
    private final Advice advice;
    private final Retries retries;

    /**
     * Creates a client. It asks nobody until it is asked.
     *
     * @param address where GitLab is
     * @param insecure whether it may be spoken to in plain HTTP even if it is not on this machine
     * @param secrets takes note of tokens before they are used
     * @param listener is told of retries
     * @throws FixableException if the address is plain HTTP, and that is not allowed
     */
    public HttpGitLab(GitLabAddress address, boolean insecure, Secrets secrets, GitLabListener listener) {
        this(address, insecure, secrets, listener, new Transport(CONNECT_LIMIT, ANSWER_LIMIT), Time.real());
    }

    HttpGitLab(
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
        this.secrets = secrets;
        this.transport = transport;
        this.advice = new Advice(address, secrets);
        this.retries = new Retries(time, advice, listener);
    }

    @Override
    public Triggered trigger(TriggerRequest wanted) {
        secrets.add(wanted.token().value());
        Request request = Request.trigger(address, wanted);
        Retries.Result result = send(request);
        String message = advice.message(request, result);
        if (result.reply() instanceof Reply.Answer answer) {
            if (answer.isSuccess()) {
                return pipeline(answer, Reply.Answer.CREATED)
                        .<Triggered>map(Triggered.Created::new)
                        .orElseGet(() -> new Triggered.Unknown(message));
            }
            if (answer.isUnsure()) {
                return new Triggered.Unknown(message);
            }
            return isTrouble(answer) ? new Triggered.Failed(message) : new Triggered.Refused(message);
        }
        return result.reply() instanceof Reply.Lost ? new Triggered.Unknown(message) : new Triggered.Failed(message);
    }

    @Override
    public Pipeline pipeline(ProjectId project, long id, AccessToken token) {
        secrets.add(token.value());
        Request request = Request.pipeline(address, project, id, token);
        Retries.Result result = send(request);
        if (result.reply() instanceof Reply.Answer answer) {
            if (!answer.isSuccess() && !isTrouble(answer)) {
                throw new FixableException(advice.message(request, result));
            }
            Optional<Pipeline> pipeline = pipeline(answer, Reply.Answer.OK).filter(found -> found.id() == id);
            if (pipeline.isPresent()) {
                return pipeline.get();
            }
        }
        throw new EnvironmentException(advice.message(request, result), cause(result.reply()));
    }

    private Retries.Result send(Request request) {
        return retries.run(request, () -> transport.send(request));
    }

    private static Optional<Pipeline> pipeline(Reply.Answer answer, int status) {
        return answer.status() == status && answer.complete() ? Pipeline.parse(answer.content()) : Optional.empty();
    }

    private static Throwable cause(Reply reply) {
        if (reply instanceof Reply.NotSent notSent) {
            return notSent.cause();
        }
        return reply instanceof Reply.Lost lost ? lost.cause() : null;
    }

    private static boolean isTrouble(Reply.Answer answer) {
        return answer.isThrottle() || answer.isServerError();
    }
}
