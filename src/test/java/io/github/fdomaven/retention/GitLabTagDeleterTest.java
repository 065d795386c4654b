package io.github.fdomaven.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabRegistry;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubProject;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitLabTagDeleterTest {

    private final GitLabStub stub = new GitLabStub();
    private final GitLabTagDeleter deleter = new GitLabTagDeleter(new GitLabRegistry(
            new GitLab(GitLabAddress.parse(stub.url()), false, Proxies.none(), new Secrets(), (problem, pause) -> {}),
            new ProjectId("app/base"),
            GitLabToken.access("token")));

    private StubProject.ImageRepository repository;

    GitLabTagDeleterTest() throws IOException {}

    /** The paths of the repositories are similar. */
    @BeforeEach
    void createRepositories() {
        stub.accessToken("token");
        StubProject project = stub.project("app/base");
        project.repository("app/bas", "no tag");
        repository = project.repository("app/base", "of-2");
        project.repository("app/base/more", "of-3");
        project.repository("base", "of-4");
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void deletesInTheRepositoryWithThisPathOnly() {
        assertThat(deleter.tags(Tags.REPOSITORY)).containsExactly(new Tag("of-2"));
        assertThat(deleter.tags(Tags.REPOSITORY.child("more"))).containsExactly(new Tag("of-3"));
        assertThat(deleter.tags(Tags.OTHER)).isEmpty();

        deleter.delete(Tags.image("of-2", "1"));
        deleter.delete(Tags.image(Tags.OTHER.tagged(new Tag("of-2")), "1"));

        assertThat(repository.tags()).isEmpty();
    }

    @Test
    void deletesAnUnreadableTag() {
        deleter.delete(Tags.unreadable("of-2", Optional.empty()));

        assertThat(deleter.isByDigest()).isFalse();
        assertThat(repository.tags()).isEmpty();
    }

    @Test
    void refusesAnInvalidTag() {
        Repository repository = Repository.parse("registry.example.org/app/bas");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> deleter.tags(repository))
                .withMessageStartingWith("GitLab lists an invalid tag of " + repository + ": 'no tag' is not a tag");
    }
}
