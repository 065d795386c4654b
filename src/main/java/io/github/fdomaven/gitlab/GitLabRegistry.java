package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.OneLine;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The images of a project in GitLab's registry, accessed through GitLab's API. Thread-safe. */
public final class GitLabRegistry {

    /** GitLab's greatest page size. */
    private static final String PAGE_QUERY = "per_page=100";

    private static final int MAX_PAGES = 10_000;

    /** For all pages of a list. A page has a limit of its own. */
    private static final Duration MAX_TIME = Duration.ofMinutes(10);

    /** GitLab's message for a missing tag. The message for a missing project is different. */
    private static final String TAG_NOT_FOUND = "tag not found";

    private final GitLab gitlab;
    private final ProjectId project;
    private final GitLabToken token;
    private final GitLabErrorAdvice.Operation operation;

    /** Creates a client. The token is an access token, or the token of a job of the project. */
    public GitLabRegistry(GitLab gitlab, ProjectId project, GitLabToken token) {
        this.gitlab = gitlab;
        this.project = project;
        this.token = token;
        this.operation = token.kind() == GitLabToken.Kind.JOB
                ? GitLabErrorAdvice.Operation.IMAGES_WITH_JOB_TOKEN
                : GitLabErrorAdvice.Operation.IMAGES;
    }

    /**
     * An image repository of a project in GitLab's registry.
     *
     * @param id the repository's ID in GitLab
     * @param path the repository's path in the registry
     */
    public record RegistryRepository(long id, String path) {

        public RegistryRepository {
            if (id <= 0 || path.isBlank()) {
                throw new IllegalArgumentException(
                        OneLine.quote(path) + " (" + id + ") is not a repository of a registry.");
            }
        }
    }

    /** One page of a list, and the query of the next page. */
    private record Page<T>(List<T> entities, Optional<String> next) {}

    /** {@return all repositories of the project} */
    public List<RegistryRepository> repositories() {
        return readAll(
                gitlab.address().repositories(project),
                entity -> new RegistryRepository(
                        entity.path("id").asLong(0), entity.path("path").asText("")));
    }

    /** {@return the names of all tags of a repository} */
    public List<String> tags(long repository) {
        return readAll(gitlab.address().tags(project, repository), entity -> {
            String name = entity.path("name").asText("");
            if (name.isBlank()) {
                throw new IllegalArgumentException("A tag has no name.");
            }
            return name;
        });
    }

    /** Deletes a tag, but not the other tags of its image. Returns false if there is no such tag. */
    public boolean delete(long repository, String tag) {
        HttpRequest request = gitlab.request("DELETE", gitlab.address().tag(project, repository, tag), token);
        return gitlab.send(request, operation, response -> {
            try {
                response.expect(GitLab.OK, HttpURLConnection.HTTP_ACCEPTED, HttpURLConnection.HTTP_NO_CONTENT);
                return true;
            } catch (StatusException e) {
                if (e.status() == HttpURLConnection.HTTP_NOT_FOUND
                        && e.serverMessage().toLowerCase(Locale.ROOT).contains(TAG_NOT_FOUND)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Reads all pages. A deletion by another job can move an entity to another page, so duplicates are removed. */
    private <T> List<T> readAll(URI list, Function<JsonValue, T> parser) {
        Set<T> entities = new LinkedHashSet<>();
        Set<String> queries = new HashSet<>();
        Instant end = gitlab.now().plus(MAX_TIME);
        Optional<String> query = Optional.of(PAGE_QUERY);
        while (query.isPresent()) {
            queries.add(query.get());
            HttpRequest request = gitlab.request("GET", URI.create(list + "?" + query.get()), token);
            Page<T> page = gitlab.send(request, operation, response -> page(response, parser, queries));
            entities.addAll(page.entities());
            query = page.next();
            if (query.isPresent()
                    && (queries.size() == MAX_PAGES || gitlab.now().isAfter(end))) {
                throw new EnvironmentException(request + ": the list does not end: there are more than "
                        + queries.size() + " pages with " + entities.size()
                        + " entries. Check that <gitlabUrl> (-Dfdo.gitlab.url) is the address of a GitLab.");
            }
        }
        return List.copyOf(entities);
    }

    private static <T> Page<T> page(HttpResponse response, Function<JsonValue, T> parser, Set<String> queries)
            throws HttpException {
        JsonValue document = response.expect(GitLab.OK).json(GitLab.MAX_RESPONSE, "the response");
        if (!document.isArray()) {
            throw response.invalid("the response is not a list");
        }
        List<T> entities = new ArrayList<>();
        try {
            document.forEach(entity -> entities.add(parser.apply(entity)));
        } catch (IllegalArgumentException e) {
            throw response.invalid("the response is not a list of repositories or tags: " + e.getMessage());
        }
        Optional<String> next = nextPage(response);
        if (next.filter(queries::contains).isPresent()) {
            throw response.invalid("the next page is a page that was already read");
        }
        return new Page<>(entities, next);
    }

    /** The query of the next page. The rest of the link is ignored, because the token goes to the configured GitLab only. */
    private static Optional<String> nextPage(HttpResponse response) {
        return response.nextPage()
                .map(GitLabRegistry::query)
                .or(() -> response.header("X-Next-Page")
                        .filter(page -> page.matches("[0-9]{1,9}"))
                        .map(page -> PAGE_QUERY + "&page=" + page));
    }

    /**
     * Returns the first page for an invalid link, so that reading fails. Otherwise an incomplete list would be taken for a
     * complete one.
     */
    private static String query(String link) {
        try {
            return Optional.ofNullable(new URI(link).getRawQuery()).orElse(PAGE_QUERY);
        } catch (URISyntaxException e) {
            return PAGE_QUERY;
        }
    }
}
