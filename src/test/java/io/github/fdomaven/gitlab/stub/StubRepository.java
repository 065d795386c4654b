package io.github.fdomaven.gitlab.stub;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A repository of images that a project of the stub has. */
public final class StubRepository {

    private final long id;
    private final StubProject project;
    private final String path;
    private final Set<String> tags = Collections.synchronizedSet(new LinkedHashSet<>());

    StubRepository(long id, StubProject project, String path, String... tags) {
        this.id = id;
        this.project = project;
        this.path = path;
        this.tags.addAll(List.of(tags));
    }

    /** {@return its number} */
    public long id() {
        return id;
    }

    /** {@return the tags that it still has} */
    public List<String> tags() {
        synchronized (tags) {
            return List.copyOf(tags);
        }
    }

    boolean delete(String tag) {
        return tags.remove(tag);
    }

    Map<String, Object> entity() {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("id", id);
        entity.put(
                "name",
                path.equals(project.path()) ? "" : path.substring(project.path().length() + 1));
        entity.put("path", path);
        entity.put("project_id", project.id());
        entity.put("location", "registry.example.org/" + path);
        entity.put("created_at", "2026-11-24T00:00:00.000Z");
        entity.put("cleanup_policy_started_at", null);
        return entity;
    }

    List<Map<String, Object>> tagEntities() {
        return tags().stream()
                .map(tag -> Map.<String, Object>of(
                        "name", tag, "path", path + ":" + tag, "location", "registry.example.org/" + path + ":" + tag))
                .toList();
    }
}
