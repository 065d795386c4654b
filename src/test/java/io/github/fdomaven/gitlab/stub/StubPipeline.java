package io.github.fdomaven.gitlab.stub;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pipeline of the stub. */
public final class StubPipeline {

    private final long id;
    private final StubProject project;
    private final String ref;
    private final String source;
    private final Map<String, String> variables;
    private final String webUrl;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int reads;

    /** The status of a pipeline with a runner, else empty: then the number of reads decides. */
    private volatile String runStatus = "";

    private volatile Throwable failure;

    StubPipeline(long id, StubProject project, StubRequest request, String source, String url) {
        this.id = id;
        this.project = project;
        this.ref = request.field("ref");
        this.source = source;
        this.variables = request.variables();
        this.webUrl = url + "/" + project.path() + "/-/pipelines/" + id;
    }

    /** Runs the jobs of a pipeline. */
    @FunctionalInterface
    public interface Runner {

        /** {@return whether the jobs succeeded; an exception is a failure} */
        boolean run(StubPipeline pipeline) throws Exception;
    }

    /** {@return the ID} */
    public long id() {
        return id;
    }

    /** {@return the project} */
    public StubProject project() {
        return project;
    }

    /** {@return the branch or tag} */
    public String ref() {
        return ref;
    }

    /** {@return the value of CI_PIPELINE_SOURCE: trigger for a trigger token, pipeline for a job token} */
    public String source() {
        return source;
    }

    /** {@return the variables of the trigger} */
    public Map<String, String> variables() {
        return variables;
    }

    /** {@return the URL of the page} */
    public String webUrl() {
        return webUrl;
    }

    /** {@return the current status} */
    public synchronized String status() {
        return runStatus.isEmpty()
                ? project.statuses().get(Math.min(reads, project.statuses().size() - 1))
                : runStatus;
    }

    /** Waits for the end of a pipeline with a runner. {@return the last status} */
    public String await(Duration timeout) throws InterruptedException {
        if (!ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("pipeline " + id + " of " + project.path() + " is still " + status());
        }
        if (failure != null) {
            throw new AssertionError("the runner of pipeline " + id + " of " + project.path() + " threw", failure);
        }
        return status();
    }

    void start(Runner runner) {
        runStatus = "pending";
        Thread thread = new Thread(() -> run(runner), "gitlab-stub-pipeline-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Runner runner) {
        runStatus = "running";
        boolean succeeded = false;
        try {
            succeeded = runner.run(this);
        } catch (Exception | AssertionError e) {
            failure = e;
        } finally {
            runStatus = succeeded ? "success" : "failed";
            ended.countDown();
        }
    }

    synchronized StubPipeline advance() {
        reads++;
        return this;
    }

    Map<String, Object> entity() {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("id", id);
        entity.put("iid", id % 1000 + 1);
        entity.put("project_id", project.id());
        entity.put("sha", "0123456789abcdef0123456789abcdef01234567");
        entity.put("ref", ref);
        entity.put("status", status());
        entity.put("source", source);
        entity.put("created_at", "2026-11-24T00:00:00.000Z");
        entity.put("updated_at", "2026-11-24T00:00:00.000Z");
        entity.put("web_url", webUrl);
        entity.put("before_sha", "0000000000000000000000000000000000000000");
        entity.put("tag", false);
        entity.put("yaml_errors", null);
        entity.put("user", Map.of("id", 1, "username", "root"));
        return entity;
    }
}
