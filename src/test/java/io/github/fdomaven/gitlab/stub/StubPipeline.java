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
    private int age;

    /** Of one that a runner runs, how it is; else nothing: then its age says it. */
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

    /** {@return its number} */
    public long id() {
        return id;
    }

    /** {@return whose it is} */
    public StubProject project() {
        return project;
    }

    /** {@return the branch or tag it runs for} */
    public String ref() {
        return ref;
    }

    /** {@return what CI_PIPELINE_SOURCE would be: trigger for a trigger token, pipeline for a job's} */
    public String source() {
        return source;
    }

    /** {@return what it was given} */
    public Map<String, String> variables() {
        return variables;
    }

    /** {@return where a person would look at it} */
    public String webUrl() {
        return webUrl;
    }

    /** {@return how it is now} */
    public synchronized String status() {
        if (!runStatus.isEmpty()) {
            return runStatus;
        }
        return project.statuses().get(Math.min(age, project.statuses().size() - 1));
    }

    /** {@return how it ended, which is waited for; for one that a runner runs, whose error is thrown here} */
    public String await(Duration patience) throws InterruptedException {
        if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("pipeline " + id + " of " + project.path() + " is still " + status());
        }
        if (failure != null) {
            throw new AssertionError("the runner of pipeline " + id + " of " + project.path() + " threw", failure);
        }
        return status();
    }

    /** Is "pending" at once, and then whatever becomes of it. */
    void start(StubRunner runner) {
        runStatus = "pending";
        Thread thread = new Thread(() -> run(runner), "gitlab-stub-pipeline-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(StubRunner runner) {
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

    synchronized void grow() {
        age++;
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
