package io.github.fdomaven.gitlab.stub;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the stub answers about the images of a project to those who may know. */
final class StubRegistry {

    /** Below a project. */
    private static final Pattern REPOSITORIES = Pattern.compile("/registry/repositories");

    private static final Pattern TAGS = Pattern.compile("/registry/repositories/([0-9]+)/tags");
    private static final Pattern TAG = Pattern.compile("/registry/repositories/([0-9]+)/tags/([^/]+)");

    private static final int USUAL_PAGE = 20;

    private volatile int longestPage = 100;

    void longestPage(int entities) {
        longestPage = entities;
    }

    StubAnswer answer(StubRequest request, String path, StubProject project, String url) {
        Matcher tags = TAGS.matcher(path);
        Matcher tag = TAG.matcher(path);
        if (request.method().equals("GET") && REPOSITORIES.matcher(path).matches()) {
            return page(
                    request,
                    project.repositories().stream().map(StubRepository::entity).toList(),
                    url);
        }
        if (request.method().equals("GET") && tags.matches()) {
            return about(project, tags.group(1), repository -> page(request, repository.tagEntities(), url));
        }
        if (request.method().equals("DELETE") && tag.matches()) {
            String name = URLDecoder.decode(tag.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
            return about(
                    project,
                    tag.group(1),
                    repository -> repository.delete(name)
                            ? new StubAnswer(200, "application/json", "", Map.of())
                            : StubAnswer.message(404, "404 Tag Not Found"));
        }
        return StubAnswer.error(404, "404 Not Found");
    }

    private static StubAnswer about(StubProject project, String id, Function<StubRepository, StubAnswer> answer) {
        return project.repositories().stream()
                .filter(repository -> repository.id() == Long.parseLong(id))
                .findFirst()
                .map(answer)
                .orElseGet(() -> StubAnswer.message(404, "404 Not Found"));
    }

    private StubAnswer page(StubRequest request, List<Map<String, Object>> entities, String url) {
        int length = Math.min(longestPage, number(request.field("per_page"), USUAL_PAGE));
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

    private static int number(String text, int otherwise) {
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }
}
