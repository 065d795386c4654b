package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.InvalidResponseException;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.registry.auth.Scopes;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags of a repository, which a registry lists in pages. */
final class TagClient {

    /** Every registry accepts this page size. */
    private static final String PAGE_SIZE = "100";

    /** Some registries list all tags in one page. */
    private static final int MAX_PAGE_BYTES = 8 * 1024 * 1024;

    private static final int MAX_PAGES = 10_000;
    private static final int MAX_TAGS = 1_000_000;

    /** For all pages. A page has a limit of its own. */
    private static final Duration MAX_TIME = Duration.ofMinutes(10);

    private final RegistryClient client;

    private final int maxPages;

    TagClient(RegistryClient client) {
        this(client, MAX_PAGES);
    }

    TagClient(RegistryClient client, int maxPages) {
        this.client = client;
        this.maxPages = maxPages;
    }

    private record Page(List<Tag> tags, Optional<URI> next) {}

    List<Tag> list(Repository repository) {
        HttpRequest first = client.request("GET", repository, "/tags/list");
        Instant end = client.now().plus(MAX_TIME);
        // A tag that is pushed meanwhile can move another tag to the next page.
        Set<Tag> tags = new LinkedHashSet<>();
        Set<URI> pages = new HashSet<>();
        Optional<URI> next = Optional.of(Uris.withParameter(first.uri(), "n", PAGE_SIZE));
        while (next.isPresent() && pages.add(next.get())) {
            HttpRequest request = first.withUri(next.get());
            Page page = client.run(repository, () -> page(request, Scopes.pull(repository), pages.size()));
            tags.addAll(page.tags());
            next = page.next();
            boolean tooLong = pages.size() == maxPages
                    || tags.size() > MAX_TAGS
                    || client.now().isAfter(end);
            if (next.isPresent() && tooLong) {
                throw new EnvironmentException(request + ": the list of tags does not end: there are more than "
                        + pages.size() + " pages with " + tags.size() + " tags. Check that " + repository.host()
                        + " is a registry, and delete unused tags.");
            }
        }
        return List.copyOf(tags);
    }

    /** A registry behind a proxy may not know its own address. As other clients do, only the path and the query are used. */
    private static URI next(HttpRequest request, HttpResponse response, String link) throws InvalidResponseException {
        return Uris.withTarget(request.uri(), response.request().uri(), link)
                .orElseThrow(() -> response.invalid("the address of its next page is not valid"));
    }

    private Page page(HttpRequest request, Scopes scopes, int number) throws HttpException {
        try (HttpResponse response = client.send(request, scopes)) {
            // Only the first page can say that the repository does not exist: a partial list is not the whole list.
            if (number == 1 && response.status() == HTTP_NOT_FOUND) {
                return new Page(List.of(), Optional.empty());
            }
            List<Tag> tags = tags(response.expectSuccessOr());
            Optional<String> link = response.nextPage();
            return new Page(
                    tags, link.isPresent() ? Optional.of(next(request, response, link.get())) : Optional.empty());
        }
    }

    /** An empty list can be null or missing. A name that is not valid cannot be the tag of an image. */
    private static List<Tag> tags(HttpResponse response) throws HttpException {
        JsonValue document = response.json(MAX_PAGE_BYTES, "the list of tags");
        JsonValue list = document.path("tags");
        boolean isEmpty = list.isAbsent() && response.errorMessage().isEmpty();
        if (!document.isObject() || !list.isArray() && !isEmpty) {
            throw response.invalid("there is no list of tags in it");
        }
        List<Tag> tags = new ArrayList<>();
        for (JsonValue name : list) {
            if (!name.isText() && !name.isAbsent()) {
                throw response.invalid("there is a tag in it that is not a text");
            }
            if (Tag.isValid(name.asText(""))) {
                tags.add(new Tag(name.asText()));
            }
        }
        return tags;
    }
}
