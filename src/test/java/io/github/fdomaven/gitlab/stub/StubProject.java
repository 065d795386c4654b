package io.github.fdomaven.gitlab.stub;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A project of the stub. */
public final class StubProject {

    private final long id;
    private final String path;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<String> refs = ConcurrentHashMap.newKeySet();
    private final List<ImageRepository> repositories = new CopyOnWriteArrayList<>();
    private volatile boolean excludesTriggers;
    private volatile StubPipeline.Runner runner;
    private volatile List<String> statuses = List.of("created", "pending", "running", "success");

    StubProject(long id, String path) {
        this.id = id;
        this.path = path;
        refs.add("main");
    }

    /** An image repository of a project. */
    public static final class ImageRepository {

        private final long id;
        private final StubProject project;
        private final String path;
        private final Set<String> tags = Collections.synchronizedSet(new LinkedHashSet<>());

        private ImageRepository(long id, StubProject project, String path, String... tags) {
            this.id = id;
            this.project = project;
            this.path = path;
            this.tags.addAll(List.of(tags));
        }

        /** {@return the ID} */
        public long id() {
            return id;
        }

        /** {@return the tags that were not deleted} */
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
            entity.put("name", path.startsWith(project.path + "/") ? path.substring(project.path.length() + 1) : "");
            entity.put("path", path);
            entity.put("project_id", project.id);
            entity.put("location", "registry.example.org/" + path);
            entity.put("created_at", "2026-11-24T00:00:00.000Z");
            entity.put("cleanup_policy_started_at", null);
            return entity;
        }

        List<Map<String, Object>> tagEntities() {
            return tags().stream()
                    .map(tag -> path + ":" + tag)
                    .map(image -> Map.<String, Object>of(
                            "name",
                            image.substring(path.length() + 1),
                            "path",
                            image,
                            "location",
                            "registry.example.org/" + image))
                    .toList();
        }
    }

    /** {@return the project's number} */
    public long id() {
        return id;
    }

    /** {@return the path} */
    public String path() {
        return path;
    }

    /** Adds a trigger token. */
    public StubProject token(String token) {
        tokens.add(token);
        return this;
    }

    /** Adds a branch or tag. */
    public StubProject ref(String ref) {
        refs.add(ref);
        return this;
    }

    /** Makes the workflow rules exclude triggers. */
    public StubProject excludeTriggers() {
        excludesTriggers = true;
        return this;
    }

    /** Sets the statuses of the pipelines. The first is the status of a new pipeline; each read returns the next. */
    public StubProject statuses(String... all) {
        statuses = List.of(all);
        return this;
    }

    /** Sets the runner of the pipelines. Then the runner decides on their statuses. */
    public StubProject runner(StubPipeline.Runner work) {
        runner = work;
        return this;
    }

    /** Adds an image repository with some tags. */
    public ImageRepository repository(String repository, String... tags) {
        ImageRepository created = new ImageRepository(id * 100 + repositories.size() + 1, this, repository, tags);
        repositories.add(created);
        return created;
    }

    List<ImageRepository> repositories() {
        return repositories;
    }

    Optional<StubPipeline.Runner> runner() {
        return Optional.ofNullable(runner);
    }

    boolean hasToken(String token) {
        return tokens.contains(token);
    }

    boolean hasRef(String ref) {
        return refs.contains(ref)
                || ref.startsWith("refs/heads/") && refs.contains(ref.substring("refs/heads/".length()));
    }

    boolean excludesTriggers() {
        return excludesTriggers;
    }

    List<String> statuses() {
        return statuses;
    }

    boolean isCalled(String name) {
        return path.equalsIgnoreCase(name) || String.valueOf(id).equals(name);
    }
}
