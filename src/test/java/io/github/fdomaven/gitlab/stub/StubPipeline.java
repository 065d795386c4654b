package io.github.fdomaven.gitlab.stub;

import java.util.LinkedHashMap;
import java.util.Map;

/** A pipeline of the stub. */
public final class StubPipeline {

    private final long id;
    private final StubProject project;
    private final String ref;
    private final String source;
    private final Map<String, String> variables;
    private final String webUrl;
    private int age;

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
        return project.statuses().get(Math.min(age, project.statuses().size() - 1));
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
