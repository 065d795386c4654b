package io.github.fdomaven.gitlab.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StubRunnerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final String PROJECT = "/api/v4/projects/app";

    private final StubApi api = new StubApi();
    private final StubProject project = api.addProject("app").token("trigger-token");

    @Test
    void runsAPipelineUntilItsRunnerReturns() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Map<String, String>> given = new AtomicReference<>();
        project.runner(pipeline -> {
            given.set(pipeline.variables());
            began.countDown();
            return end.await(120, TimeUnit.SECONDS);
        });

        assertThat(trigger().content()).contains("\"status\":\"created\"");
        began.await();
        assertThat(List.of(read(), read(), read())).containsOnly("running");
        assertThatThrownBy(() -> pipeline().await(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("pipeline 1001 of app is still running");
        end.countDown();

        assertThat(pipeline().await(TIMEOUT)).isEqualTo("success");
        assertThat(read()).isEqualTo("success");
        assertThat(given.get()).containsExactly(Map.entry("A", "x"));
    }

    @Test
    void failsIfTheRunnerReturnsFalseOrThrows() throws InterruptedException {
        project.runner(pipeline -> false);
        trigger();
        assertThat(pipeline().await(TIMEOUT)).isEqualTo("failed");

        AssertionError error = new AssertionError("not as it should be");
        project.runner(pipeline -> {
            throw error;
        });
        trigger();
        assertThatThrownBy(() -> pipeline().await(TIMEOUT)).hasCause(error);
        assertThat(pipeline().status()).isEqualTo("failed");
    }

    private StubPipeline pipeline() {
        return api.pipelines().get(api.pipelines().size() - 1);
    }

    private StubAnswer trigger() {
        return answer("POST", "/trigger/pipeline", Map.of(), "token=trigger-token&ref=main&variables%5BA%5D=x");
    }

    private String read() {
        api.addAccessToken("access-token");
        String content = answer("GET", "/pipelines/1001", Map.of("PRIVATE-TOKEN", "access-token"), "")
                .content();
        return content.replaceFirst(".*\"status\":\"(\\w+)\".*", "$1");
    }

    private StubAnswer answer(String method, String path, Map<String, String> headers, String body) {
        return api.answer(StubRequest.of(method, PROJECT + path, headers, body), PROJECT + path, "http://gitlab");
    }
}
