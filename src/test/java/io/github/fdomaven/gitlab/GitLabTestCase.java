package io.github.fdomaven.gitlab;

import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stub of GitLab, and a client whose retries take no time. */
abstract class GitLabTestCase {

    static final String TOKEN = "glptt-secret+1";
    static final String ACCESS_TOKEN = "glpat-secret+2";

    final FakeTime time = new FakeTime();
    final Secrets secrets = new Secrets();
    final List<String> retries = new CopyOnWriteArrayList<>();
    final Map<String, String> variables = new LinkedHashMap<>();

    GitLabStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new GitLabStub();
        stub.project("group/app").token(TOKEN);
        stub.accessToken(ACCESS_TOKEN);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    GitLab gitlab() {
        return gitlab(stub.url());
    }

    GitLab gitlab(String url) {
        return gitlab(url, Duration.ofSeconds(60));
    }

    GitLab gitlab(String url, Duration responseTimeout) {
        return gitlab(url, false, new HttpTransport(Proxies.none(), Duration.ofSeconds(30), responseTimeout));
    }

    GitLab gitlab(String url, boolean insecure, HttpTransport transport) {
        return new GitLab(
                GitLabAddress.parse(url),
                insecure,
                secrets,
                (problem, pause) -> retries.add(problem + " " + pause),
                transport,
                time);
    }

    TriggerResult trigger() {
        return gitlab().trigger(triggerRequest());
    }

    TriggerRequest triggerRequest() {
        return triggerRequest("group/app", "main", TOKEN);
    }

    TriggerRequest triggerRequest(String project, String ref, String token) {
        return new TriggerRequest(new ProjectId(project), new Ref(ref), GitLabToken.trigger(token), variables);
    }

    /** The request of {@link #trigger()} in messages. */
    String request() {
        return "POST " + stub.url() + "/api/v4/projects/group%2Fapp/trigger/pipeline";
    }

    String host() {
        return stub.url().substring("http://".length());
    }
}
