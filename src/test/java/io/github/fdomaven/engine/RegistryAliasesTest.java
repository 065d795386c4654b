package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryAliasesTest {

    private static final RegistryAliases ALIASES =
            new RegistryAliases(Map.of("registry.example.org", "localhost:5000"));

    private static String engineReference(String reference) {
        return ALIASES.engineReference(Reference.parse(reference)).toString();
    }

    @Test
    void replacesTheHost() {
        assertThat(engineReference("registry.example.org/group/app:1")).isEqualTo("localhost:5000/group/app:1");
    }

    @Test
    void keepsTheDigest() {
        String digest = "@sha256:" + "0a".repeat(32);

        assertThat(engineReference("registry.example.org/app" + digest)).isEqualTo("localhost:5000/app" + digest);
    }

    @Test
    void keepsOtherHosts() {
        assertThat(engineReference("registry.example.org:443/app:1")).isEqualTo("registry.example.org:443/app:1");
        assertThat(engineReference("docker.io/library/debian:12")).isEqualTo("docker.io/library/debian:12");
    }

    @Test
    void keepsEveryHostWithoutAliases() {
        Reference reference = Reference.parse("registry.example.org/app:1");

        assertThat(RegistryAliases.NONE.engineReference(reference)).isEqualTo(reference);
    }
}
