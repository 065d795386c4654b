package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest extends SettingsTestCase {

    @Override
    RegistrySettings read() {
        return RegistrySettings.read(sources());
    }

    @Test
    void haveNoRegistryByDefault() {
        assertThat(read().isLocal()).isTrue();
        assertThat(read().image()).isEmpty();
        assertThat(read().host()).isEmpty();
        assertThat(read().insecureHosts()).isEmpty();
    }

    @Test
    void useTheRegistryOfGitlab() {
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group/app");
        variables.put("CI_REGISTRY", "other.example.org");

        assertThat(read().isLocal()).isFalse();
        assertThat(read().image()).contains(Repository.parse("registry.example.org/group/app"));
        assertThat(read().host()).contains("other.example.org");
    }

    @Test
    void useTheHostOfTheImageByDefault() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org:5000/group/app");

        assertThat(read().host()).contains("registry.example.org:5000");
    }

    @Test
    void haveAHostWithoutAnImage() {
        pom.put(Setting.REGISTRY, "registry.example.org");

        assertThat(read().isLocal()).isTrue();
        assertThat(read().host()).contains("registry.example.org");
    }

    @Test
    void keepImagesInTheEngineWithoutARegistry() {
        assertThat(read().location("app").repository()).hasToString("localhost/app");
    }

    @Test
    void putImagesBelowTheRegistryImage() {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/group/app");

        assertThat(read().location("other").repository()).hasToString("registry.example.org/group/app");
    }

    @ParameterizedTest
    @CsvSource({"https://registry.example.org", "registry.example.org/group", "/"})
    void refuseARegistryWithAPath(String text) {
        pom.put(Setting.REGISTRY, text);

        assertRefused("<registry> (-Dfdo.registry, FDO_REGISTRY, CI_REGISTRY): '" + text + "' is not the host of"
                + " a registry. Write it without scheme and path, such as registry.example.org:5000.");
    }

    @ParameterizedTest
    @CsvSource({"registry.example.org:99999", "-.example.org", "registry example.org"})
    void refuseARegistryThatIsNotAHost(String text) {
        pom.put(Setting.REGISTRY, text);

        assertRefusedStartingWith("<registry> (-Dfdo.registry, FDO_REGISTRY, CI_REGISTRY): '" + text);
    }

    @Test
    void doNotShowThePasswordOfAnInvalidRegistry() {
        pom.put(Setting.REGISTRY, "https://me:s3cret@registry.example.org");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageContaining("'***@registry.example.org' is not the host of a registry");
    }

    @Test
    void refuseAnInsecureRegistryWithAPath() {
        pom.put(Setting.INSECURE_REGISTRIES, "registry.lan:5000, http://other.lan");

        assertRefused("<insecureRegistries> (-Dfdo.insecure.registries, FDO_INSECURE_REGISTRIES):"
                + " 'http://other.lan' is not the host of a registry. Write it without scheme and path, such as"
                + " registry.example.org:5000.");
    }

    @Test
    void readAListOfInsecureRegistries() {
        pom.put(Setting.INSECURE_REGISTRIES, "registry.lan:5000, 10.0.0.1 ,,other.lan");

        assertThat(read().insecureHosts()).containsExactlyInAnyOrder("registry.lan:5000", "10.0.0.1", "other.lan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"group/app", "registry.example.org", "registry.example.org/Group/App", "https://registry/x"})
    void refuseAnInvalidRegistryImage(String text) {
        pom.put(Setting.REGISTRY_IMAGE, text);

        assertRefusedStartingWith("<registryImage> (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE): '");
    }
}
