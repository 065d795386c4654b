package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest extends SettingsTestCase {

    @Override
    RegistryAliases read() {
        return EngineSettings.read(sources(), Path.of("/home/me")).aliases();
    }

    @Test
    void haveNoAliasByDefault() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");

        assertThat(read()).isEqualTo(RegistryAliases.NONE);
    }

    @Test
    void haveAnAliasOfTheRegistry() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");
        variables.put("FDO_ENGINE_REGISTRY", "host.example.org:5000");

        assertThat(read()).isEqualTo(new RegistryAliases(Map.of("registry.example.org", "host.example.org:5000")));
    }

    @Test
    void haveAnAliasOfARegistryOfBaseImages() {
        pom.put(Setting.REGISTRY, "registry.example.org");
        pom.put(Setting.ENGINE_REGISTRY, "localhost:5000");

        assertThat(read().byHost()).containsExactly(Map.entry("registry.example.org", "localhost:5000"));
    }

    @Test
    void refuseAnAliasWithoutARegistry() {
        pom.put(Setting.ENGINE_REGISTRY, "localhost:5000");

        assertRefused(
                "<engineRegistry> (-Dfdo.engine.registry, FDO_ENGINE_REGISTRY) is set, but there is no"
                        + " registry, and the images stay in the engine. Remove it, or set <registryImage> (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE).");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:5000", "localhost:5000/app", "not a host", "'localhost:'"})
    void refuseAnAliasThatIsNotAHost(String value) {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");
        pom.put(Setting.ENGINE_REGISTRY, value);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageContaining("engineRegistry")
                .withMessageContaining("is not the host of a registry");
    }
}
