package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.registry.auth.Scopes;
import java.net.URI;
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
    private static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;

    private final RegistryClient client;

    TagClient(RegistryClient client) {
        this.client = client;
    }

    private record Page(List<Tag> tags, Optional<URI> next) {}

    List<Tag> list(Repository repository) {
        HttpRequest first = client.request("GET", repository, "/tags/list");
        // A tag that is pushed meanwhile can move another tag to the next page.
        Set<Tag> tags = new LinkedHashSet<>();
        Set<URI> pages = new HashSet<>();
        Optional<URI> next = Optional.of(Uris.withParameter(first.uri(), "n", PAGE_SIZE));
        while (next.isPresent()) {
            HttpRequest request = first.withUri(next.get());
            pages.add(request.uri());
            Page page = client.run(() -> page(request, Scopes.pull(repository), pages));
            tags.addAll(page.tags());
            next = page.next();
        }
        return List.copyOf(tags);
    }

    private Page page(HttpRequest request, Scopes scopes, Set<URI> pages) throws HttpException {
        try (HttpResponse response = client.send(request, scopes)) {
            // Only the first page can say that the repository does not exist: a partial list is not the whole list.
            if (pages.size() == 1 && response.status() == HTTP_NOT_FOUND) {
                return new Page(List.of(), Optional.empty());
            }
            List<Tag> tags = tags(response.expect(HTTP_OK));
            Optional<String> link = response.nextPage();
            Optional<URI> next =
                    link.isPresent() ? Optional.of(client.resolve(response, link.get())) : Optional.empty();
            if (next.filter(pages::contains).isPresent()) {
                throw response.invalid("its next page is an earlier page");
            }
            return new Page(tags, next);
        }
    }

    private static List<Tag> tags(HttpResponse response) throws HttpException {
        JsonNode list = response.json(MAX_PAGE_BYTES, "the list of tags").path("tags");
        if (!list.isArray() && !list.isNull()) {
            throw response.invalid("there is no list of tags in it");
        }
        List<Tag> tags = new ArrayList<>();
        for (JsonNode name : list) {
            try {
                tags.add(new Tag(name.asText("")));
            } catch (IllegalArgumentException e) {
                throw response.invalid(e.getMessage());
            }
        }
        return tags;
    }
}
