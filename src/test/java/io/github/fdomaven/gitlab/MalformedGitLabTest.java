package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.MalformedAnswers;
import io.github.fdomaven.fixture.RawServer;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever GitLab answers, a request has a result or fails with a message for the user. */
class MalformedGitLabTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId("group/app");
    private static final GitLabToken TOKEN = GitLabToken.access("glpat-secret-token");

    @Provide
    Arbitrary<String> answers() {
        return MalformedAnswers.all("x");
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void failsWithAMessageOrNot(@ForAll("answers") String answer) throws IOException {
        try (RawServer server = new RawServer(RawServer.text(answer))) {
            GitLab gitlab = gitlab(server, new FakeTime());
            GitLabRegistry registry = new GitLabRegistry(gitlab, PROJECT, TOKEN);

            check(server, () -> gitlab.pipeline(PROJECT, 7, TOKEN));
            check(server, registry::repositories);
            check(server, () -> registry.tags(7));
            check(server, () -> registry.delete(7, "1"));
            assertThat(gitlab.trigger(new TriggerRequest(
                            PROJECT, new Ref("main"), GitLabToken.trigger("glptt-secret-token"), Map.of())))
                    .isNotNull();
        }
    }

    @Test
    void endsAListWithoutEnd() throws IOException {
        FakeTime time = new FakeTime();
        AtomicInteger page = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
            time.pass(Duration.ofMinutes(3));
            RawServer.write(
                    connection, "HTTP/1.1 200 OK\r\nLink: <?page=" + page.incrementAndGet() + ">; rel=next\r\n\r\n[]");
        })) {
            GitLabRegistry registry = new GitLabRegistry(gitlab(server, time), PROJECT, TOKEN);

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(registry::repositories)
                    .withMessageContaining("the list does not end: there are more than 4 pages with 0 entries. ");
        }
    }

    private static GitLab gitlab(RawServer server, FakeTime time) {
        return new GitLab(
                GitLabAddress.parse("http://" + server.host()),
                false,
                new Secrets(),
                (problem, pause) -> {},
                new HttpTransport(Proxies.none(), new TimeLimits(LIMIT, LIMIT, LIMIT, LIMIT, 1), () -> null),
                time);
    }

    private static void check(RawServer server, Runnable operation) {
        MalformedAnswers.check(server, "secret-token", operation);
    }
}
