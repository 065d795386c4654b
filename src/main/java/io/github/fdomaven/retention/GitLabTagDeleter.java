package io.github.fdomaven.retention;

import io.github.fdomaven.gitlab.GitLabRegistry;
import io.github.fdomaven.gitlab.RegistryRepository;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Memoizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletes through GitLab, which deletes tags one by one, whatever they share. */
public final class GitLabTagDeleter implements TagDeleter {

    private final GitLabRegistry gitlab;
    private final Memoizer<GitLabRegistry, Map<String, Long>> numbers = new Memoizer<>(GitLabTagDeleter::numbers);

    /**
     * Creates it.
     *
     * @param gitlab the registry of the project
     */
    public GitLabTagDeleter(GitLabRegistry gitlab) {
        this.gitlab = gitlab;
    }

    private static Map<String, Long> numbers(GitLabRegistry gitlab) {
        return gitlab.repositories().stream()
                .collect(Collectors.toMap(RegistryRepository::path, RegistryRepository::id, (one, other) -> one));
    }

    @Override
    public boolean isByDigest() {
        return false;
    }

    @Override
    public List<Tag> tags(Repository repository) {
        return number(repository)
                .map(number -> gitlab.tags(number).stream()
                        .map(name -> tag(repository, name))
                        .toList())
                .orElse(List.of());
    }

    private static Tag tag(Repository repository, String name) {
        try {
            return new Tag(name);
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(
                    "GitLab lists a tag of " + repository + " that is none: " + e.getMessage()
                            + " Look at the project's registry in GitLab.",
                    e);
        }
    }

    @Override
    public void delete(TaggedImage image) {
        Reference reference = image.reference();
        number(reference.repository())
                .ifPresent(number -> gitlab.delete(number, image.tag().value()));
    }

    private Optional<Long> number(Repository repository) {
        return Optional.ofNullable(numbers.apply(gitlab).get(repository.path()));
    }
}
