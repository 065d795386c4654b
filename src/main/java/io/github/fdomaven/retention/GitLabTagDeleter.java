package io.github.fdomaven.retention;

import io.github.fdomaven.gitlab.GitLabRegistry;
import io.github.fdomaven.gitlab.GitLabRegistry.RegistryRepository;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Lazy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletes tags through GitLab, which can delete a single tag of a digest. */
public final class GitLabTagDeleter implements TagDeleter {

    private final GitLabRegistry gitlab;
    private final Lazy<Map<String, Long>> ids = new Lazy<>(this::readIds);

    /** Creates the deleter. */
    public GitLabTagDeleter(GitLabRegistry gitlab) {
        this.gitlab = gitlab;
    }

    private Map<String, Long> readIds() {
        return gitlab.repositories().stream()
                .collect(Collectors.toMap(RegistryRepository::path, RegistryRepository::id, (one, other) -> one));
    }

    @Override
    public boolean isByDigest() {
        return false;
    }

    @Override
    public List<Tag> tags(Repository repository) {
        return repositoryId(repository)
                .map(id -> gitlab.tags(id).stream()
                        .map(name -> tag(repository, name))
                        .toList())
                .orElse(List.of());
    }

    private static Tag tag(Repository repository, String name) {
        try {
            return new Tag(name);
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(
                    "GitLab lists an invalid tag of " + repository + ": " + e.getMessage()
                            + " Check the project's registry in GitLab.",
                    e);
        }
    }

    @Override
    public void delete(ImageInfo image) {
        Reference reference = image.reference();
        repositoryId(reference.repository())
                .ifPresent(id -> gitlab.delete(id, image.tag().value()));
    }

    private Optional<Long> repositoryId(Repository repository) {
        return Optional.ofNullable(ids.get().get(repository.path()));
    }
}
