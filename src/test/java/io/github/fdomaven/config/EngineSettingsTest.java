package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {

    private final Map<Setting, String> pom = new EnumMap<>(Setting.class);
    private final Map<String, String> variables = new HashMap<>();

    @Test
    void haveNoAliasByDefault() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");

        assertThat(aliases()).isEqualTo(RegistryAliases.NONE);
    }

    @Test
    void haveAnAliasOfTheRegistry() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");
        variables.put("FDO_ENGINE_REGISTRY", "host.example.org:5000");

        assertThat(aliases()).isEqualTo(new RegistryAliases(Map.of("registry.example.org", "host.example.org:5000")));
    }

    @Test
    void haveAnAliasOfARegistryOfBaseImages() {
        pom.put(Setting.REGISTRY, "registry.example.org");
        pom.put(Setting.ENGINE_REGISTRY, "localhost:5000");

        assertThat(aliases().byHost()).containsExactly(Map.entry("registry.example.org", "localhost:5000"));
    }

    @Test
    void refuseAnAliasWithoutARegistry() {
        pom.put(Setting.ENGINE_REGISTRY, "localhost:5000");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::aliases)
                .withMessage(
                        "<engineRegistry> (-Dfdo.engine.registry, FDO_ENGINE_REGISTRY) is set, but there is no"
                                + " registry, and the images stay in the engine. Remove it, or set <registryImage> (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE).");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:5000", "localhost:5000/app", "not a host", "'localhost:'"})
    void refuseAnAliasThatIsNotAHost(String value) {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");
        pom.put(Setting.ENGINE_REGISTRY, value);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::aliases)
                .withMessageContaining("engineRegistry")
                .withMessageContaining("is not the host of a registry");
    }

    private RegistryAliases aliases() {
        return EngineSettings.read(new SettingSources(pom, Map.of(), new Environment(variables)), Path.of("/home/me"))
                .aliases();
    }
}
