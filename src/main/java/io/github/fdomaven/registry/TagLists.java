package io.github.fdomaven.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.http.Links;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags of repositories, which registries give out page by page. */
final class TagLists {

    /** Some registries give out all of them at once, whatever they are asked. */
    private static final int LONGEST_PAGE = 16 * 1024 * 1024;

    private final Client client;
    private final Endpoints endpoints;
    private final Retries retries;

    TagLists(Client client, Endpoints endpoints, Retries retries) {
        this.client = client;
        this.endpoints = endpoints;
        this.retries = retries;
    }

    /** One answer, and where the next is to be had. */
    private record Page(List<Tag> tags, Optional<URI> next) {}

    List<Tag> all(Repository repository) {
        // A tag that is pushed meanwhile can move another one to the next page.
        Set<Tag> tags = new LinkedHashSet<>();
        Set<URI> asked = new HashSet<>();
        Optional<URI> next = Optional.of(endpoints.tags(repository));
        while (next.isPresent()) {
            URI uri = next.get();
            asked.add(uri);
            Page page = retries.run(() -> page(repository, uri, asked));
            tags.addAll(page.tags());
            next = page.next();
        }
        return List.copyOf(tags);
    }

    private Page page(Repository repository, URI uri, Set<URI> asked) throws RequestException {
        Request request = Request.of(repository.host(), Scopes.pull(repository), "GET", uri);
        try (Answer answer = client.send(request)) {
            // Half a list must not be taken for the whole: only the first page says that there is nothing.
            if (asked.size() == 1 && answer.status() == Answer.NOT_FOUND) {
                return new Page(List.of(), Optional.empty());
            }
            List<Tag> tags = tags(answer.expect(Answer.OK));
            Optional<URI> next = Links.next(answer.headers("Link")).map(link -> endpoints.next(answer, link));
            if (next.filter(asked::contains).isPresent()) {
                throw answer.nonsense("its next page is one that came before");
            }
            return new Page(tags, next);
        }
    }

    private static List<Tag> tags(Answer answer) throws RequestException {
        JsonNode list = Json.object(answer.content(LONGEST_PAGE, "the list of tags"))
                .map(document -> document.path("tags"))
                .filter(tags -> tags.isArray() || tags.isNull())
                .orElseThrow(() -> answer.nonsense("there is no list of tags in the answer"));
        List<Tag> tags = new ArrayList<>();
        for (JsonNode name : list) {
            try {
                tags.add(new Tag(name.asText("")));
            } catch (IllegalArgumentException e) {
                throw answer.nonsense(Sentences.open(e));
            }
        }
        return tags;
    }
}
