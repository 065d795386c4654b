package io.github.fdomaven.gitlab;

import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A GitLab, a client for it, and what both have to tell. */
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

    HttpGitLab gitlab() {
        return gitlab(stub.url());
    }

    HttpGitLab gitlab(String url) {
        return gitlab(url, Duration.ofSeconds(10));
    }

    HttpGitLab gitlab(String url, Duration answerLimit) {
        GitLabListener listener = new GitLabListener() {
            @Override
            public void retrying(String problem, Duration pause) {
                retries.add(problem + " " + pause);
            }
        };
        return new HttpGitLab(
                GitLabAddress.parse(url),
                false,
                secrets,
                listener,
                new Transport(Duration.ofSeconds(10), answerLimit),
                time);
    }

    Triggered trigger() {
        return gitlab().trigger(wanted());
    }

    TriggerRequest wanted() {
        return wanted("group/app", "main", TOKEN);
    }

    TriggerRequest wanted(String project, String ref, String token) {
        return new TriggerRequest(new ProjectId(project), new Ref(ref), new TriggerToken(token), variables);
    }

    /** How the trigger is shown. */
    String request() {
        return "POST " + stub.url() + "/api/v4/projects/group%2Fapp/trigger/pipeline";
    }

    String host() {
        return stub.url().substring("http://".length());
    }
}
