package io.github.fdomaven.gitlab.stub;

import java.util.List;
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
    private final List<StubRepository> repositories = new CopyOnWriteArrayList<>();
    private volatile boolean excludingTriggers;
    private volatile StubRunner runner;
    private volatile List<String> statuses = List.of("created", "pending", "running", "success");

    StubProject(long id, String path) {
        this.id = id;
        this.path = path;
        refs.add("main");
    }

    /** {@return its number} */
    public long id() {
        return id;
    }

    /** {@return its path} */
    public String path() {
        return path;
    }

    /** Gives it a trigger token. */
    public StubProject token(String token) {
        tokens.add(token);
        return this;
    }

    /** Gives it one more branch or tag than main. */
    public StubProject ref(String ref) {
        refs.add(ref);
        return this;
    }

    /** Has its workflow rules exclude triggers. */
    public StubProject excludeTriggers() {
        excludingTriggers = true;
        return this;
    }

    /** Says which statuses its pipelines go through. The first is that of a new one; each reading leads to the next. */
    public StubProject statuses(String... words) {
        statuses = List.of(words);
        return this;
    }

    /** Has its pipelines run in earnest, each on a thread of its own; what they do says how they are, not their age. */
    public StubProject runner(StubRunner work) {
        runner = work;
        return this;
    }

    /** Gives it a repository of images, by its path in the registry. */
    public StubRepository repository(String repository, String... tags) {
        StubRepository created = new StubRepository(id * 100 + repositories.size() + 1, this, repository, tags);
        repositories.add(created);
        return created;
    }

    List<StubRepository> repositories() {
        return repositories;
    }

    Optional<StubRunner> runner() {
        return Optional.ofNullable(runner);
    }

    boolean knowsToken(String token) {
        return tokens.contains(token);
    }

    boolean hasRef(String ref) {
        return refs.contains(ref)
                || ref.startsWith("refs/heads/") && refs.contains(ref.substring("refs/heads/".length()));
    }

    boolean isExcludingTriggers() {
        return excludingTriggers;
    }

    List<String> statuses() {
        return statuses;
    }

    boolean isCalled(String name) {
        return path.equalsIgnoreCase(name) || String.valueOf(id).equals(name);
    }
}
