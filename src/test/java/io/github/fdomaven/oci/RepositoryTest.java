package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

    @Provide
    Arbitrary<Repository> repositories() {
        return Names.repositories();
    }

    @Property
    void parsesWhatItPrints(@ForAll("repositories") Repository repository) {
        assertThat(Repository.parse(repository.toString())).isEqualTo(repository);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:0",
                "localhost:65536",
                "localhost:",
                "-a.b",
                "a..b",
                "a_b.c",
                "registry",
                "[::1",
                "a.b:c",
                " a.b"
            })
    void refusesInvalidHosts(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Repository(host, "a"))
                .withMessage("'" + host
                        + "' is not the host of a registry: valid is a name with a dot or a port, or localhost,"
                        + " as in registry.example.com or localhost:5000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "HTTP", "docker", "oci"})
    void saysThatANameHasNoScheme(String scheme) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reference.parse(scheme + "://registry.example.com/a:1"))
                .withMessage(
                        "'" + scheme + ":' is not the host of a registry: the name of an image has no scheme, such as"
                                + " https://.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a//b", "/a", "a/", "a___b", "a..b", "-a", "a-", "a:b", "a b", "ä"})
    void refusesInvalidPaths(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Repository("localhost", path))
                .withMessage(
                        "'" + path + "' is not the path of a repository: valid are lower-case letters and digits, with"
                                + " '.', '_', '__' or '-' between them, in parts separated by '/', 255 characters at most.");
    }

    @Test
    void limitsThePathTo255Characters() {
        assertThat(new Repository("localhost", "a".repeat(255)).path()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new Repository("localhost", "a".repeat(256)));
    }

    @Test
    void resolvesAChild() {
        Repository project = Repository.parse("registry.example.com/group/project");

        assertThat(project.child("debian/12")).hasToString("registry.example.com/group/project/debian/12");
        assertThatIllegalArgumentException().isThrownBy(() -> project.child("Debian"));
    }
}
