package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.inspection.PackageState;
import io.github.fdomaven.packages.PendingUpdate;
import io.github.fdomaven.packages.PendingUpdate.Security;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateScopeTest extends SettingsTestCase {

    @Override
    UpdateScope read() {
        return UpdateScope.read(sources());
    }

    private static PackageState state(Security security) {
        PendingUpdate update = new PendingUpdate("curl", Optional.of("1"), "2", security);
        return new PackageState(PackageState.Status.UPDATES, List.of(update), "an upgrade would install 1 package");
    }

    @ParameterizedTest
    @EnumSource
    void isAnyUpdateByDefault(Security security) {
        assertThat(read()).isEqualTo(UpdateScope.ANY);
        assertThat(read().includes(state(security))).isTrue();
    }

    @Test
    void isLimitedToSecurityUpdates() {
        properties.put("fdo.updates", "security");

        assertThat(read()).isEqualTo(UpdateScope.SECURITY).hasToString("security");
        assertThat(read().includes(state(Security.YES))).isTrue();
        assertThat(read().includes(state(Security.NO))).isFalse();
        assertThat(read().includes(state(Security.UNKNOWN))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void isNoImageWithoutUpdates(UpdateScope scope) {
        assertThat(scope.includes(new PackageState(PackageState.Status.UNKNOWN, List.of(), "no network")))
                .isFalse();
    }

    @Test
    void refusesOtherValues() {
        properties.put("fdo.updates", "all");

        assertRefused("<updates> (-Dfdo.updates, FDO_UPDATES): 'all' is not one of any, security.");
    }
}
