package io.github.fdomaven.gitlab.stub;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the stub knows, and what it answers when all is well. */
final class StubApi {

    private static final Pattern TRIGGER = Pattern.compile("/api/v4/projects/([^/]+)/trigger/pipeline");
    private static final Pattern PIPELINE = Pattern.compile("/api/v4/projects/([^/]+)/pipelines/([0-9]+)");

    private static final Pattern REGISTRY = Pattern.compile("/api/v4/projects/([^/]+)(/registry/.*)");

    private final StubRegistry registry = new StubRegistry();
    private final Map<String, String> jobProjects = new ConcurrentHashMap<>();
    private final List<StubProject> projects = new CopyOnWriteArrayList<>();
    private final List<StubPipeline> pipelines = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> jobTokens = new ConcurrentHashMap<>();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastPipeline = new AtomicLong(1000);

    StubProject project(String path) {
        StubProject project = new StubProject(projects.size() + 1L, path);
        projects.add(project);
        return project;
    }

    void jobToken(String token, boolean running) {
        jobTokens.put(token, running);
    }

    void jobTokenOf(String project, String token) {
        jobToken(token, true);
        jobProjects.put(token, project);
    }

    StubRegistry registry() {
        return registry;
    }

    void accessToken(String token) {
        accessTokens.add(token);
    }

    List<StubPipeline> pipelines() {
        return List.copyOf(pipelines);
    }

    StubAnswer answer(StubRequest request, String path, String url) {
        Matcher trigger = TRIGGER.matcher(path);
        if (trigger.matches() && request.method().equals("POST")) {
            return trigger(request, decoded(trigger.group(1)), url);
        }
        Matcher pipeline = PIPELINE.matcher(path);
        if (pipeline.matches() && request.method().equals("GET")) {
            return read(request, decoded(pipeline.group(1)), Long.parseLong(pipeline.group(2)));
        }
        Matcher images = REGISTRY.matcher(path);
        if (images.matches()) {
            return images(request, decoded(images.group(1)), images.group(2), url);
        }
        return StubAnswer.error(404, "404 Not Found");
    }

    /** To the job of another project there is no project. */
    private StubAnswer images(StubRequest request, String name, String path, String url) {
        String job = request.header("JOB-TOKEN");
        boolean isKnown = job.isEmpty()
                ? accessTokens.contains(request.header("PRIVATE-TOKEN"))
                : jobTokens.getOrDefault(job, false);
        if (!isKnown) {
            return StubAnswer.message(401, "401 Unauthorized");
        }
        return find(name)
                .filter(project -> job.isEmpty() || project.isCalled(jobProjects.getOrDefault(job, "")))
                .map(project -> registry.answer(request, path, project, url))
                .orElseGet(() -> StubAnswer.message(404, "404 Project Not Found"));
    }

    private StubAnswer trigger(StubRequest request, String name, String url) {
        List<String> missing = new ArrayList<>();
        for (String required : List.of("ref", "token")) {
            if (request.field(required).isEmpty()) {
                missing.add(required + " is missing");
            }
        }
        if (!missing.isEmpty()) {
            return StubAnswer.error(400, String.join(", ", missing));
        }
        if (request.header("X-Gitlab-Event").equals("Pipeline Hook")) {
            return StubAnswer.message(403, "403 Forbidden");
        }
        if (request.fields().containsKey("variables")) {
            return StubAnswer.error(400, "variables is invalid");
        }
        if (!request.malformed().isEmpty()) {
            return StubAnswer.message(400, request.malformed());
        }
        return find(name)
                .map(project -> trigger(request, project, url))
                .orElseGet(() -> StubAnswer.message(404, "404 Not Found"));
    }

    private StubAnswer trigger(StubRequest request, StubProject project, String url) {
        String token = request.field("token");
        Boolean running = jobTokens.get(token);
        if (Boolean.FALSE.equals(running)) {
            return StubAnswer.message(401, "401 Unauthorized");
        }
        // Unknown, of another project, or a personal one: GitLab does not tell them apart either.
        if (running == null && !project.knowsToken(token)) {
            return StubAnswer.message(404, "404 Not Found");
        }
        if (!project.hasRef(request.field("ref"))) {
            return StubAnswer.pipelineError("Reference not found");
        }
        if (project.isExcludingTriggers()) {
            return StubAnswer.pipelineError("Pipeline filtered out by workflow rules.");
        }
        String source = running == null ? "trigger" : "pipeline";
        StubPipeline pipeline = new StubPipeline(lastPipeline.incrementAndGet(), project, request, source, url);
        pipelines.add(pipeline);
        // As it is before anything of it runs.
        StubAnswer created = StubAnswer.json(201, pipeline.entity());
        project.runner().ifPresent(pipeline::start);
        return created;
    }

    private StubAnswer read(StubRequest request, String name, long id) {
        String token = request.header("PRIVATE-TOKEN");
        if (!token.isEmpty() && !accessTokens.contains(token)) {
            return StubAnswer.message(401, "401 Unauthorized");
        }
        // Neither a job token nor a trigger token lets one read: to such a one there is no project.
        Optional<StubProject> project = token.isEmpty() ? Optional.empty() : find(name);
        if (project.isEmpty()) {
            return StubAnswer.message(404, "404 Project Not Found");
        }
        return pipelines.stream()
                .filter(pipeline -> pipeline.id() == id && pipeline.project() == project.get())
                .findFirst()
                .map(StubApi::grown)
                .orElseGet(() -> StubAnswer.message(404, "404 Not found"));
    }

    private static StubAnswer grown(StubPipeline pipeline) {
        pipeline.grow();
        return StubAnswer.json(200, pipeline.entity());
    }

    private Optional<StubProject> find(String name) {
        return projects.stream().filter(project -> project.isCalled(name)).findFirst();
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
