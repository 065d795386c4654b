package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.gitlab.stub.StubProject;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabRegistryTest extends GitLabTestCase {

    private static final String JOB_TOKEN = "glcbt-secret+3";
    private static final String ADVICE =
            "A job token is valid only for the job's own project, and only while the job runs. For other projects, set"
                    + " <accessTokenVariable> (-Dfdo.access.token.variable) to a variable that has an access token with the"
                    + " scope api.";

    private StubProject.ImageRepository base;

    @BeforeEach
    void createRepositories() {
        StubProject project = stub.project("group/base");
        stub.jobTokenOf("group/base", JOB_TOKEN);
        base = project.repository("group/base/debian/bookworm", "1", "2", "3");
        project.repository("group/base");
        project.repository("group/base/fedora/42", "1");
    }

    private GitLabRegistry registry(GitLabToken token) {
        return registry("group/base", token);
    }

    private GitLabRegistry registry(String project, GitLabToken token) {
        return new GitLabRegistry(gitlab(), new ProjectId(project), token);
    }

    private String repositories() {
        return stub.apiUrl() + "/projects/group%2Fbase/registry/repositories";
    }

    @Test
    void listsAndDeletesImagesWithTheTokenOfAJob() {
        GitLabRegistry registry = registry(GitLabToken.job(JOB_TOKEN));

        assertThat(registry.repositories())
                .extracting(GitLabRegistry.RegistryRepository::path)
                .containsExactly("group/base/debian/bookworm", "group/base", "group/base/fedora/42");
        assertThat(registry.tags(base.id())).containsExactly("1", "2", "3");
        assertThat(registry.delete(base.id(), "2")).isTrue();
        assertThat(registry.delete(base.id(), "2")).isFalse();
        assertThat(base.tags()).containsExactly("1", "3");
        assertThat(stub.requests())
                .allMatch(request -> request.header("JOB-TOKEN").equals(JOB_TOKEN)
                        && !request.query().contains("token"));
        assertThat(secrets.redact(JOB_TOKEN)).isEqualTo("***");
    }

    @Test
    void sendsAnAccessTokenInItsOwnHeader() {
        registry(GitLabToken.access(ACCESS_TOKEN)).tags(base.id());

        assertThat(stub.requests().get(0).header("PRIVATE-TOKEN")).isEqualTo(ACCESS_TOKEN);
        assertThat(stub.requests().get(0).header("JOB-TOKEN")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsAllPages(int page) {
        stub.longestPage(page);
        GitLabRegistry registry = registry(GitLabToken.job(JOB_TOKEN));

        assertThat(registry.repositories()).hasSize(3);
        assertThat(registry.tags(base.id())).containsExactly("1", "2", "3");
    }

    @Test
    void takesOnlyTheQueryOfALinkToTheNextPage() {
        String tags = "/api/v4/projects/group%2Fbase/registry/repositories/" + base.id() + "/tags";
        stub.fail("GET " + tags, 1, page("a", Map.of("X-Next-Page", "2")));
        stub.fail(
                "GET " + tags, 1, page("b", Map.of("Link", "<http://elsewhere.invalid/x?cursor=q%2Fr>; rel=\"next\"")));
        stub.fail("GET " + tags, 1, page("c", Map.of("X-Next-Page", "")));

        assertThat(registry(GitLabToken.job(JOB_TOKEN)).tags(base.id())).containsExactly("a", "b", "c");
        assertThat(stub.requests())
                .extracting(request -> request.query())
                .containsExactly("per_page=100", "per_page=100&page=2", "cursor=q%2Fr");
    }

    @Test
    void refusesALinkToAPageThatWasRead() {
        stub.fail(9, page("a", Map.of("Link", "<http://[odd>; rel=next")));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry(GitLabToken.job(JOB_TOKEN)).tags(base.id()))
                .withMessageEndingWith(": 200: the next page is a page that was already read. Check that <gitlabUrl>"
                        + " (-Dfdo.gitlab.url) is the address of a GitLab.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{\"name\":\"\"}]", "[{}]", "<html>", "[", "{\"message\":\"x\"}"})
    void refusesAResponseThatIsNotAList(String content) {
        stub.fail(1, new StubAnswer(200, "application/json", content, Map.of()));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry(GitLabToken.job(JOB_TOKEN)).tags(base.id()))
                .withMessageContaining(": 200: the response is not ");
    }

    private static StubAnswer page(String tag, Map<String, String> headers) {
        return new StubAnswer(200, "application/json", "[{\"name\":\"" + tag + "\"}]", headers);
    }

    @Test
    void explainsThatAJobTokenIsForItsOwnProject() {
        stub.jobTokenOf("group/app", "token-of-another-job");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(
                        () -> registry(GitLabToken.job("token-of-another-job")).repositories())
                .withMessage("GET " + repositories() + ": 404 Project Not Found. " + ADVICE);
        stub.fail(1, StubAnswer.message(403, "403 Forbidden"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry(GitLabToken.job(JOB_TOKEN)).delete(base.id(), "1"))
                .withMessage("DELETE " + repositories() + "/" + base.id() + "/tags/1: 403 Forbidden. " + ADVICE);
        stub.fail(1, StubAnswer.message(404, "404 Project Not Found"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry(GitLabToken.access(ACCESS_TOKEN)).delete(base.id(), "1"))
                .withMessageContaining(
                        "404 Project Not Found. Check that the access token is valid, has the scope api,");
        assertThat(base.tags()).hasSize(3);
    }

    @Test
    void retriesThrottledRequestsAndServerErrors() {
        stub.fail(1, StubAnswer.throttled(7));
        stub.fail(1, StubAnswer.badGateway());

        assertThat(registry(GitLabToken.job(JOB_TOKEN)).delete(base.id(), "1")).isTrue();
        stub.fail(99, StubAnswer.internalError());
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry(GitLabToken.job(JOB_TOKEN)).delete(base.id(), "2"))
                .withMessageContaining("500 Internal Server Error. Tried 5 times.");
    }

    @Test
    void doesNotSendTheTokenToARedirectTarget() throws IOException {
        try (GitLabStub elsewhere = new GitLabStub()) {
            stub.fail(1, StubAnswer.redirect(302, elsewhere.url() + "/"));

            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> registry(GitLabToken.job(JOB_TOKEN)).repositories())
                    .withMessageContaining("Redirects are not followed");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }
}
