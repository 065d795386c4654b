package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Repository;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryKeysTest {

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, registry.example.com/a, true",
        "Registry.Example.com, registry.example.com/a, true",
        "registry.example.com, Registry.Example.com/a, true",
        "https://registry.example.com, registry.example.com/a, true",
        "http://localhost:5000, localhost:5000/a, true",
        "https://registry.example.com/, registry.example.com/a, true",
        "registry.example.com/, registry.example.com/a, true",
        "https://registry.example.com/v1/, registry.example.com/a, true",
        "registry.example.com/v2, registry.example.com/a, true",
        "https://registry.example.com/group, registry.example.com/a, true",
        "' registry.example.com ', registry.example.com/a, true",
        "https://index.docker.io/v1/, docker.io/library/a, true",
        "docker.io, docker.io/library/a, true",
        "index.docker.io, docker.io/library/a, true",
        "registry-1.docker.io, docker.io/library/a, true",
        "registry.hub.docker.com, docker.io/library/a, true",
        "https://index.docker.io/v1/access-token, docker.io/library/a, false",
        "docker.io/library, docker.io/library/a, true",
        "registry.example.com/group, registry.example.com/group/a, true",
        "registry.example.com/group/a, registry.example.com/group/a, true",
        "registry.example.com/group, registry.example.com/a, false",
        "registry.example.com/group, registry.example.com/groups/a, false",
        "registry.example.com/v1/group, registry.example.com/group, false",
        "registry.example.com, registry.example.com:5050/a, false",
        "registry.example.com:5050, registry.example.com/a, false",
        "evil.example.com, example.com/a, false",
        "example.com.evil, example.com/a, false",
        "ftp://registry.example.com, registry.example.com/a, false",
        "central, registry.example.com/a, false",
        "'', registry.example.com/a, false",
    })
    void matchesTheSpellingsOfARegistry(String key, String repository, boolean matches) {
        assertThat(RegistryKeys.of(Repository.parse(repository), List.of(key)).contains(key))
                .isEqualTo(matches);
    }

    @Test
    void sortsTheMostSpecificKeysFirst() {
        List<String> keys = List.of(
                "https://a.example/elsewhere",
                "https://a.example/v1/",
                "a.example",
                "a.example/group",
                "b.example",
                "a.example/group/project",
                "a.example/other");

        assertThat(RegistryKeys.of(Repository.parse("a.example/group/project"), keys))
                .containsExactly(
                        "a.example/group/project",
                        "a.example/group",
                        "a.example",
                        "https://a.example/v1/",
                        "https://a.example/elsewhere");
    }

    @Test
    void findsTheKeysOfAWholeRegistry() {
        assertThat(RegistryKeys.of("a.example", List.of("a.example/group", "https://a.example", "a.example")))
                .containsExactly("a.example", "https://a.example");
    }
}
