package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryNamesTest {

    private static final RegistryNames NAMES = new RegistryNames(Map.of("registry.example.org", "localhost:5000"));

    private static String told(String reference) {
        return NAMES.told(Reference.parse(reference)).toString();
    }

    @Test
    void namesTheRegistryAsTheEngineDoes() {
        assertThat(told("registry.example.org/group/app:1")).isEqualTo("localhost:5000/group/app:1");
    }

    @Test
    void keepsTheDigest() {
        String digest = "@sha256:" + "0a".repeat(32);

        assertThat(told("registry.example.org/app" + digest)).isEqualTo("localhost:5000/app" + digest);
    }

    @Test
    void leavesOtherRegistriesAlone() {
        assertThat(told("registry.example.org:443/app:1")).isEqualTo("registry.example.org:443/app:1");
        assertThat(told("docker.io/library/debian:12")).isEqualTo("docker.io/library/debian:12");
    }

    @Test
    void hasTheSameNamesIfNothingElseIsSaid() {
        Reference reference = Reference.parse("registry.example.org/app:1");

        assertThat(RegistryNames.SAME.told(reference)).isEqualTo(reference);
    }
}
