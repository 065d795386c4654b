package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.PackageCacheMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GoalSettingsTest extends SettingsTestCase {

    @Override
    GoalSettings read() {
        return GoalSettings.read(sources());
    }

    @Test
    void pushesNothingWithoutARegistry() {
        GoalSettings settings = read();

        assertThat(settings.push()).isFalse();
        assertThat(settings.network()).isEmpty();
        assertThat(settings.stepLimit()).isEmpty();
    }

    @Test
    void pushesToTheRegistryOfGitlab() {
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group/app");

        assertThat(read().push()).isTrue();
    }

    @Test
    void doesNotPushIfPushIsFalse() {
        pom.put(Setting.REGISTRY_IMAGE, "localhost:5005/group/app");
        pom.put(Setting.PUSH, "false");

        assertThat(read().push()).isFalse();
    }

    @Test
    void refusesToPushWithoutARegistry() {
        pom.put(Setting.PUSH, "true");

        assertRefused("<push> (-Dfdo.push, FDO_PUSH) is true, but there is no registry. Set <registryImage>"
                + " (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE).");
    }

    @Test
    void readsNetworkAndTimeout() {
        pom.put(Setting.NETWORK, "host");
        pom.put(Setting.TIMEOUT, "90m");

        assertThat(read().network()).contains("host");
        assertThat(read().stepLimit()).contains(Duration.ofMinutes(90));
    }

    @Test
    void readsTheProxyMode() {
        assertThat(read().proxy()).isEqualTo(ProxyVariables.Mode.AUTO);

        variables.put("FDO_PROXY", "None");
        assertThat(read().proxy()).isEqualTo(ProxyVariables.Mode.NONE);

        pom.put(Setting.PROXY, "http://proxy:3128");
        assertRefused("<proxy> (-Dfdo.proxy, FDO_PROXY): 'http://proxy:3128' is not one of auto, none.");
    }

    @Test
    void readsThePackageCache() {
        assertThat(read().packageCache()).isEqualTo(PackageCacheMode.RUN);

        variables.put("FDO_PACKAGE_CACHE", "Keep");
        assertThat(read().packageCache()).isEqualTo(PackageCacheMode.KEEP);

        pom.put(Setting.PACKAGE_CACHE, "forever");
        assertRefused("<packageCache> (-Dfdo.package.cache, FDO_PACKAGE_CACHE): 'forever' is not one of run, keep,"
                + " none.");
    }

    @Test
    void refusesAnInvalidTimeout() {
        pom.put(Setting.TIMEOUT, "an hour");

        assertRefusedStartingWith("<timeout> (-Dfdo.timeout, FDO_TIMEOUT): 'an hour' is not a duration: ");
    }
}
