package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoalSettingsTest {

    private final Map<Setting, String> pom = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private SettingSources sources() {
        return new SettingSources(pom, Map.of(), new Environment(variables));
    }

    private GoalSettings read() {
        return GoalSettings.read(sources());
    }

    @Test
    void isLocalUnlessThereIsARegistry() {
        GoalSettings settings = read();

        assertThat(settings.registry().image()).isEmpty();
        assertThat(settings.registry().host()).isEmpty();
        assertThat(settings.push()).isFalse();
        assertThat(settings.registry().insecureHosts()).isEmpty();
        assertThat(settings.network()).isEmpty();
        assertThat(settings.stepLimit()).isEmpty();
    }

    @Test
    void takesTheRegistryOfGitlab() {
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group/app");
        variables.put("CI_REGISTRY", "registry.example.org");

        GoalSettings settings = read();

        assertThat(settings.registry().image()).contains(Repository.parse("registry.example.org/group/app"));
        assertThat(settings.registry().host()).contains("registry.example.org");
        assertThat(settings.push()).isTrue();
    }

    @Test
    void takesTheHostOfTheRegistryFromTheImage() {
        pom.put(Setting.REGISTRY_IMAGE, "localhost:5005/group/app");

        assertThat(read().registry().host()).contains("localhost:5005");
    }

    @Test
    void pushesNothingWhereThatIsNotWanted() {
        pom.put(Setting.REGISTRY_IMAGE, "localhost:5005/group/app");
        pom.put(Setting.PUSH, "false");

        assertThat(read().push()).isFalse();
    }

    @Test
    void refusesAPushToNowhere() {
        pom.put(Setting.PUSH, "true");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessage(
                        "<push> (-Dfdo.push, FDO_PUSH) is true, but there is nowhere to push to: set <registryImage>"
                                + " (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"group/app", "registry.example.org", "registry.example.org/Group/App", "https://registry/x"})
    void refusesARegistryImageThatIsNotARepository(String text) {
        pom.put(Setting.REGISTRY_IMAGE, text);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(
                        "<registryImage> (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE): '");
    }

    @Test
    void readsInsecureRegistriesAsAListWithCommas() {
        pom.put(Setting.INSECURE_REGISTRIES, "registry.lan:5000, 10.0.0.1 ,,other.lan");

        assertThat(read().registry().insecureHosts())
                .containsExactlyInAnyOrder("registry.lan:5000", "10.0.0.1", "other.lan");
    }

    @Test
    void refusesAnInsecureRegistryThatIsNotAHost() {
        pom.put(Setting.INSECURE_REGISTRIES, "registry.lan:5000,not a host");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(
                        "<insecureRegistries> (-Dfdo.insecure.registries, FDO_INSECURE_REGISTRIES): '");
    }

    @Test
    void readsNetworkAndTimeout() {
        pom.put(Setting.NETWORK, "host");
        pom.put(Setting.TIMEOUT, "90m");

        assertThat(read().network()).contains("host");
        assertThat(read().stepLimit()).contains(Duration.ofMinutes(90));
    }

    @Test
    void refusesATimeoutThatIsNotADuration() {
        pom.put(Setting.TIMEOUT, "an hour");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith("<timeout> (-Dfdo.timeout, FDO_TIMEOUT): 'an hour' is not a duration: ");
    }

    @Test
    void knowsWhereReportsGoOnlyIfThatIsSet() {
        assertThat(GoalSettings.outputDirectory(sources())).isEmpty();

        pom.put(Setting.OUTPUT_DIRECTORY, "build/reports");

        assertThat(GoalSettings.outputDirectory(sources())).isEqualTo(Optional.of(Path.of("build/reports")));
    }
}
