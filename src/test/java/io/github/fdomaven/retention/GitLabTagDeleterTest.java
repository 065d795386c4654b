package io.github.fdomaven.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.GitLabRegistry;
import io.github.fdomaven.gitlab.RegistryRepository;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitLabTagDeleterTest {

    /** Its repositories are called so much alike that one could be taken for another. */
    private final GitLabRegistry gitlab = new GitLabRegistry() {

        private final Map<String, Long> numbers =
                Map.of("app/bas", 1L, "app/base", 2L, "app/base/more", 3L, "base", 4L);

        @Override
        public List<RegistryRepository> repositories() {
            return numbers.entrySet().stream()
                    .map(entry -> new RegistryRepository(entry.getValue(), entry.getKey()))
                    .toList();
        }

        @Override
        public List<String> tags(long repository) {
            return repository == 1 ? List.of("no tag") : List.of("of-" + repository);
        }

        @Override
        public boolean delete(long repository, String tag) {
            return deleted.add(repository + " " + tag);
        }
    };

    private final List<String> deleted = new ArrayList<>();
    private final GitLabTagDeleter disposal = new GitLabTagDeleter(gitlab);

    @Test
    void takesNoRepositoryForAnother() {
        assertThat(disposal.tags(Tags.REPOSITORY)).containsExactly(new Tag("of-2"));
        assertThat(disposal.tags(Tags.REPOSITORY.child("more"))).containsExactly(new Tag("of-3"));
        assertThat(disposal.tags(Tags.OTHER)).isEmpty();

        disposal.delete(Tags.tag("of-2", Tags.outline("1")));
        disposal.delete(new TaggedImage(Tags.OTHER.tagged(new Tag("of-2")), Tags.outline("1")));

        assertThat(deleted).containsExactly("2 of-2");
    }

    @Test
    void deletesByTagWhateverIsKnownOfIt() {
        disposal.delete(Tags.hidden("of-2", Optional.empty()));

        assertThat(disposal.isByDigest()).isFalse();
        assertThat(deleted).containsExactly("2 of-2");
    }

    @Test
    void refusesAListWithATagThatIsNone() {
        Repository repository = Repository.parse("registry.example.org/app/bas");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> disposal.tags(repository))
                .withMessageStartingWith(
                        "GitLab lists a tag of " + repository + " that is none: 'no tag' is not a tag");
    }
}
