package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySettingsTest {

    private final Map<Setting, String> pom = new EnumMap<>(Setting.class);
    private final Map<String, String> variables = new HashMap<>();

    private RegistrySettings read() {
        return RegistrySettings.read(new SettingSources(pom, Map.of(), new Environment(variables)));
    }

    @Test
    void haveNoRegistryUnlessThereIsOne() {
        assertThat(read().isLocal()).isTrue();
        assertThat(read().image()).isEmpty();
        assertThat(read().host()).isEmpty();
        assertThat(read().insecureHosts()).isEmpty();
    }

    @Test
    void takeTheRegistryOfGitlab() {
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group/app");
        variables.put("CI_REGISTRY", "other.example.org");

        assertThat(read().isLocal()).isFalse();
        assertThat(read().image()).contains(Repository.parse("registry.example.org/group/app"));
        assertThat(read().host()).contains("other.example.org");
    }

    @Test
    void takeTheHostOfTheImageWhereNoOtherIsNamed() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org:5000/group/app");

        assertThat(read().host()).contains("registry.example.org:5000");
    }

    @Test
    void haveAHostWithoutAnImageToo() {
        pom.put(Setting.REGISTRY, "registry.example.org");

        assertThat(read().isLocal()).isTrue();
        assertThat(read().host()).contains("registry.example.org");
    }

    @Test
    void putImagesIntoTheEngineWhereThereIsNoRegistry() {
        assertThat(read().repository("app")).hasToString("localhost/app");
    }

    @Test
    void putImagesBelowTheRegistryWhateverTheProjectIsCalled() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");

        assertThat(read().repository("other")).hasToString("registry.example.org/group/app");
    }

    @ParameterizedTest
    @CsvSource({"https://registry.example.org", "registry.example.org/group", "/"})
    void refuseARegistryWithAPath(String text) {
        pom.put(Setting.REGISTRY, text);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessage(
                        "<registry> (-Dfdo.registry, FDO_REGISTRY, CI_REGISTRY): '" + text + "' is not a registry's"
                                + " host: write it as in registry.example.org:5000, with neither a scheme nor a path.");
    }

    @ParameterizedTest
    @CsvSource({"registry.example.org:99999", "-.example.org", "registry example.org"})
    void refuseARegistryThatIsNoHost(String text) {
        pom.put(Setting.REGISTRY, text);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith("<registry> (-Dfdo.registry, FDO_REGISTRY, CI_REGISTRY): '" + text);
    }

    @Test
    void refuseARegistryWithoutShowingWhatMayBeAPassword() {
        pom.put(Setting.REGISTRY, "https://me:s3cret@registry.example.org");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageContaining("'***@registry.example.org' is not a registry's host");
    }

    @Test
    void refuseAnInsecureRegistryWithAPath() {
        pom.put(Setting.INSECURE_REGISTRIES, "registry.lan:5000, http://other.lan");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessage("<insecureRegistries> (-Dfdo.insecure.registries, FDO_INSECURE_REGISTRIES):"
                        + " 'http://other.lan' is not a registry's host: write it as in registry.example.org:5000, with"
                        + " neither a scheme nor a path.");
    }

    @Test
    void giveTheEngineTheSameNamesUnlessToldOthers() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");

        assertThat(engineNames()).isEqualTo(RegistryAliases.NONE);
    }

    @Test
    void giveTheEngineItsOwnNameForTheRegistry() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");
        variables.put("FDO_ENGINE_REGISTRY", "host.example.org:5000");

        assertThat(engineNames())
                .isEqualTo(new RegistryAliases(Map.of("registry.example.org", "host.example.org:5000")));
    }

    @Test
    void giveTheEngineItsOwnNameForARegistryThatOnlyBasesAreIn() {
        pom.put(Setting.REGISTRY, "registry.example.org");
        pom.put(Setting.ENGINE_REGISTRY, "localhost:5000");

        assertThat(engineNames().byHost()).containsExactly(Map.entry("registry.example.org", "localhost:5000"));
    }

    @Test
    void refuseANameForTheEngineWhereThereIsNoRegistry() {
        pom.put(Setting.ENGINE_REGISTRY, "localhost:5000");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::engineNames)
                .withMessage(
                        "<engineRegistry> (-Dfdo.engine.registry, FDO_ENGINE_REGISTRY) says by which name the engine"
                                + " reaches the registry, but there is no registry, and images stay in the engine: leave it out, or"
                                + " set <registryImage> (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE).");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:5000", "localhost:5000/app", "not a host", "'localhost:'"})
    void refuseANameForTheEngineThatIsNoHost(String value) {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");
        pom.put(Setting.ENGINE_REGISTRY, value);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::engineNames)
                .withMessageContaining("engineRegistry")
                .withMessageContaining("is not a registry's host");
    }

    private RegistryAliases engineNames() {
        return RegistrySettings.engineNames(new SettingSources(pom, Map.of(), new Environment(variables)));
    }
}
