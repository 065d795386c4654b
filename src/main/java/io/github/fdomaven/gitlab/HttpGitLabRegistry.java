package io.github.fdomaven.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The images of one project, over version 4 of GitLab's REST API. Safe for use by several threads. */
public final class HttpGitLabRegistry implements GitLabRegistry {

    private final Client client;
    private final ProjectId project;
    private final ApiToken token;

    /**
     * Creates a client. It asks nobody until it is asked.
     *
     * @param address where GitLab is
     * @param insecure whether it may be spoken to in plain HTTP even if it is not on this machine
     * @param project whose images
     * @param token what lets us
     * @param secrets takes note of the token before it is used
     * @param listener is told of retries
     * @throws FixableException if the address is plain HTTP, and that is not allowed
     */
    public HttpGitLabRegistry(
            GitLabAddress address,
            boolean insecure,
            ProjectId project,
            ApiToken token,
            Secrets secrets,
            GitLabListener listener) {
        this(new Client(address, insecure, secrets, listener), project, token, secrets);
    }

    HttpGitLabRegistry(Client client, ProjectId project, ApiToken token, Secrets secrets) {
        secrets.add(token.value());
        this.client = client;
        this.project = project;
        this.token = token;
    }

    @Override
    public List<RegistryRepository> repositories() {
        return all(
                client.address().repositories(project),
                entity -> new RegistryRepository(
                        entity.path("id").asLong(), entity.path("path").asText("")));
    }

    @Override
    public List<String> tags(long repository) {
        return all(client.address().tags(project, repository), entity -> nameOf(entity));
    }

    private static String nameOf(JsonNode entity) {
        String name = entity.path("name").asText("");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A tag without a name.");
        }
        return name;
    }

    @Override
    public boolean delete(long repository, String tag) {
        Request request = Request.registry("DELETE", client.address().tag(project, repository, tag), token);
        Retries.Result result = client.send(request);
        if (result.reply() instanceof Reply.Answer answer && (answer.isSuccess() || answer.isNoSuchTag())) {
            return answer.isSuccess();
        }
        throw client.failure(request, result);
    }

    private <T> List<T> all(URI list, Function<JsonNode, T> read) {
        // What is deleted meanwhile can move others to another page.
        Set<T> entities = new LinkedHashSet<>();
        Set<URI> asked = new HashSet<>();
        Optional<URI> next = Optional.of(URI.create(list + "?" + Pages.QUERY));
        while (next.isPresent()) {
            Request request = Request.registry("GET", next.get(), token);
            Retries.Result result = client.send(request);
            Reply.Answer answer =
                    page(result, asked.add(next.get())).orElseThrow(() -> client.failure(request, result));
            entities.addAll(entities(answer, read).orElseThrow(() -> client.failure(request, result)));
            next = answer.next().map(query -> URI.create(list + "?" + query));
        }
        return List.copyOf(entities);
    }

    /** A page that came before would come again without an end. */
    private static Optional<Reply.Answer> page(Retries.Result result, boolean isNew) {
        return result.reply() instanceof Reply.Answer answer
                        && isNew
                        && answer.status() == Reply.Answer.OK
                        && answer.complete()
                ? Optional.of(answer)
                : Optional.empty();
    }

    private static <T> Optional<List<T>> entities(Reply.Answer answer, Function<JsonNode, T> read) {
        try {
            JsonNode document = JsonMapper.builder().build().readTree(answer.content());
            List<T> entities = new ArrayList<>();
            document.forEach(entity -> entities.add(read.apply(entity)));
            return document.isArray() ? Optional.of(entities) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
