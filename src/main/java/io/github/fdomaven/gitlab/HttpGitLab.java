package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.Optional;

/** A GitLab, over version 4 of its REST API. Safe for use by several threads. */
public final class HttpGitLab implements GitLab {

    private final Client client;
    private final Secrets secrets;

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
        this(new Client(address, insecure, secrets, listener), secrets);
    }

    HttpGitLab(
            GitLabAddress address,
            boolean insecure,
            Secrets secrets,
            GitLabListener listener,
            Transport transport,
            Time time) {
        this(new Client(address, insecure, secrets, listener, transport, time), secrets);
    }

    private HttpGitLab(Client client, Secrets secrets) {
        this.client = client;
        this.secrets = secrets;
    }

    @Override
    public Triggered trigger(TriggerRequest wanted) {
        secrets.add(wanted.token().value());
        Request request = Request.trigger(client.address(), wanted);
        Retries.Result result = client.send(request);
        String message = client.message(request, result);
        if (result.reply() instanceof Reply.Answer answer) {
            if (answer.isSuccess()) {
                return pipeline(answer, Reply.Answer.CREATED)
                        .<Triggered>map(Triggered.Created::new)
                        .orElseGet(() -> new Triggered.Unknown(message));
            }
            if (answer.isUnsure()) {
                return new Triggered.Unknown(message);
            }
            return answer.isTrouble() ? new Triggered.Failed(message) : new Triggered.Refused(message);
        }
        return result.reply() instanceof Reply.Lost ? new Triggered.Unknown(message) : new Triggered.Failed(message);
    }

    @Override
    public Pipeline pipeline(ProjectId project, long id, AccessToken token) {
        secrets.add(token.value());
        Request request = Request.pipeline(client.address(), project, id, token);
        Retries.Result result = client.send(request);
        if (result.reply() instanceof Reply.Answer answer) {
            Optional<Pipeline> pipeline = pipeline(answer, Reply.Answer.OK).filter(found -> found.id() == id);
            if (pipeline.isPresent()) {
                return pipeline.get();
            }
        }
        throw client.failure(request, result);
    }

    private static Optional<Pipeline> pipeline(Reply.Answer answer, int status) {
        return answer.status() == status && answer.complete() ? Pipeline.parse(answer.content()) : Optional.empty();
    }
}
