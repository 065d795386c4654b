package io.github.fdomaven.gitlab.stub;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The projects, pipelines, images and tokens of the stub, and its answers to valid and invalid requests. */
final class StubApi {

    private static final String PROJECT = "/api/v4/projects/([^/]+)";
    private static final Pattern TRIGGER = Pattern.compile(PROJECT + "/trigger/pipeline");
    private static final Pattern PIPELINE = Pattern.compile(PROJECT + "/pipelines/([0-9]+)");
    private static final Pattern REPOSITORIES = Pattern.compile(PROJECT + "/registry/repositories");
    private static final Pattern TAGS = Pattern.compile(PROJECT + "/registry/repositories/([0-9]+)/tags");
    private static final Pattern TAG = Pattern.compile(PROJECT + "/registry/repositories/([0-9]+)/tags/([^/]+)");

    private static final int DEFAULT_PAGE = 20;

    private final List<StubProject> projects = new CopyOnWriteArrayList<>();
    private final List<StubPipeline> pipelines = new CopyOnWriteArrayList<>();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastPipeline = new AtomicLong(1000);
    private volatile int maxPage = 100;

    /** The job of a job token. */
    private record Job(boolean running, String project) {}

    StubProject addProject(String path) {
        StubProject project = new StubProject(projects.size() + 1L, path);
        projects.add(project);
        return project;
    }

    void addJobToken(String token, boolean running, String project) {
        jobs.put(token, new Job(running, project));
    }

    void addAccessToken(String token) {
        accessTokens.add(token);
    }

    void limitPages(int entities) {
        maxPage = entities;
    }

    List<StubPipeline> pipelines() {
        return List.copyOf(pipelines);
    }

    StubAnswer answer(StubRequest request, String path, String url) {
        Matcher trigger = TRIGGER.matcher(path);
        if (request.method().equals("POST") && trigger.matches()) {
            return trigger(request, decode(trigger.group(1)), url);
        }
        Matcher pipeline = PIPELINE.matcher(path);
        if (request.method().equals("GET") && pipeline.matches()) {
            return read(request, decode(pipeline.group(1)), Long.parseLong(pipeline.group(2)));
        }
        return registryAnswer(request, path, url);
    }

    private StubAnswer registryAnswer(StubRequest request, String path, String url) {
        Matcher repositories = REPOSITORIES.matcher(path);
        if (request.method().equals("GET") && repositories.matches()) {
            return images(
                    request,
                    repositories.group(1),
                    project -> page(
                            request,
                            project.repositories().stream()
                                    .map(StubProject.ImageRepository::entity)
                                    .toList(),
                            url));
        }
        Matcher tags = TAGS.matcher(path);
        if (request.method().equals("GET") && tags.matches()) {
            return images(
                    request,
                    tags.group(1),
                    project -> repository(
                            project, tags.group(2), repository -> page(request, repository.tagEntities(), url)));
        }
        Matcher tag = TAG.matcher(path);
        if (request.method().equals("DELETE") && tag.matches()) {
            return images(
                    request,
                    tag.group(1),
                    project -> repository(
                            project,
                            tag.group(2),
                            repository -> repository.delete(decode(tag.group(3)))
                                    ? new StubAnswer(200, "application/json", "", Map.of())
                                    : StubAnswer.message(404, "404 Tag Not Found")));
        }
        return StubAnswer.error(404, "404 Not Found");
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
        Job job = jobs.get(token);
        if (job != null && !job.running()) {
            return StubAnswer.message(401, "401 Unauthorized");
        }
        // GitLab gives the same answer for an unknown token, a token of another project, and a personal token.
        if (job == null && !project.hasToken(token)) {
            return StubAnswer.message(404, "404 Not Found");
        }
        if (!project.hasRef(request.field("ref"))) {
            return StubAnswer.pipelineError("Reference not found");
        }
        if (project.excludesTriggers()) {
            return StubAnswer.pipelineError("Pipeline filtered out by workflow rules.");
        }
        String source = job == null ? "trigger" : "pipeline";
        StubPipeline pipeline = new StubPipeline(lastPipeline.incrementAndGet(), project, request, source, url);
        pipelines.add(pipeline);
        StubAnswer created = StubAnswer.json(201, pipeline.entity());
        project.runner().ifPresent(pipeline::start);
        return created;
    }

    private StubAnswer read(StubRequest request, String name, long id) {
        String token = request.header("PRIVATE-TOKEN");
        if (!token.isEmpty() && !accessTokens.contains(token)) {
            return StubAnswer.message(401, "401 Unauthorized");
        }
        // Job tokens and trigger tokens may not read: GitLab answers as if there were no such project.
        Optional<StubProject> project = token.isEmpty() ? Optional.empty() : find(name);
        if (project.isEmpty()) {
            return StubAnswer.message(404, "404 Project Not Found");
        }
        return pipelines.stream()
                .filter(pipeline -> pipeline.id() == id && pipeline.project() == project.get())
                .findFirst()
                .map(pipeline -> StubAnswer.json(200, pipeline.advance().entity()))
                .orElseGet(() -> StubAnswer.message(404, "404 Not found"));
    }

    /** For the job of another project, GitLab answers as if there were no such project. */
    private StubAnswer images(StubRequest request, String name, Function<StubProject, StubAnswer> answer) {
        String jobToken = request.header("JOB-TOKEN");
        Job job = jobs.get(jobToken);
        boolean isKnown = jobToken.isEmpty()
                ? accessTokens.contains(request.header("PRIVATE-TOKEN"))
                : job != null && job.running();
        if (!isKnown) {
            return StubAnswer.message(401, "401 Unauthorized");
        }
        return find(decode(name))
                .filter(project -> job == null || project.isCalled(job.project()))
                .map(answer)
                .orElseGet(() -> StubAnswer.message(404, "404 Project Not Found"));
    }

    private static StubAnswer repository(
            StubProject project, String id, Function<StubProject.ImageRepository, StubAnswer> answer) {
        return project.repositories().stream()
                .filter(repository -> repository.id() == Long.parseLong(id))
                .findFirst()
                .map(answer)
                .orElseGet(() -> StubAnswer.message(404, "404 Not Found"));
    }

    private StubAnswer page(StubRequest request, List<Map<String, Object>> entities, String url) {
        int length = Math.min(maxPage, number(request.field("per_page"), DEFAULT_PAGE));
        int page = number(request.field("page"), 1);
        int start = Math.min(entities.size(), (page - 1) * length);
        int end = Math.min(entities.size(), start + length);
        boolean isLast = end == entities.size();
        Map<String, String> headers = new TreeMap<>();
        headers.put("X-Page", String.valueOf(page));
        headers.put("X-Next-Page", isLast ? "" : String.valueOf(page + 1));
        String first = "<" + url + request.path() + "?page=1&per_page=" + length + ">; rel=\"first\"";
        String next = "<" + url + request.path() + "?page=" + (page + 1) + "&per_page=" + length + ">; rel=\"next\", ";
        headers.put("Link", (isLast ? "" : next) + first);
        StubAnswer answer = StubAnswer.json(200, entities.subList(start, end));
        return new StubAnswer(answer.status(), answer.contentType(), answer.content(), headers);
    }

    private static int number(String text, int defaultNumber) {
        return text.isEmpty() ? defaultNumber : Integer.parseInt(text);
    }

    private Optional<StubProject> find(String name) {
        return projects.stream().filter(project -> project.isCalled(name)).findFirst();
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
