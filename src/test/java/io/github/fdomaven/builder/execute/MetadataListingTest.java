package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.Steps.Step;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataListingTest {

    private static final String[] CURRENT = {
        "fdo-manager\tpacman",
        "fdo-begin\tupdates",
        "fdo-end\tupdates\t1",
        "fdo-begin\trepositories",
        "core https://repo.example/core/os/x86_64",
        "fdo-end\trepositories\t0",
        "fdo-begin\tmetadata",
        "a".repeat(64) + "  ./core.db",
        "fdo-end\tmetadata\t0"
    };

    private static Map<String, String> labels(String... lines) {
        ImageDefinition image = new ImageDefinitionBuilder().build();
        MetadataListing listing = new MetadataListing(image);
        List.of(lines).forEach(listing.step().output());
        return listing.labels();
    }

    @Test
    void labelsAnImageWithoutUpdates() {
        assertThat(labels(CURRENT))
                .containsEntry("fdo.metadata_urls", "https://repo.example/core/os/x86_64/core.db")
                .containsEntry(
                        "fdo.metadata_digest",
                        "sha256:9f447b1b473d359884f2b8541a1ad0b7d194ed59b79e8eee48047ec4830564fd")
                .hasSize(2);
    }

    @Test
    void leavesOutTheLabelsIfAPackageHasAnUpdate() {
        String[] lines = CURRENT.clone();
        lines[1] = "fdo-begin\tupdates\ntool 1 -> 2";

        assertThat(labels(String.join("\n", lines).split("\n"))).isEmpty();
    }

    @Test
    void leavesOutTheLabelsIfThePackageManagerFails() {
        assertThat(labels("sh: not found")).isEmpty();
    }

    private static List<String> arguments(ImageDefinition image) {
        Step step = new MetadataListing(image).step();
        assertThat(step.isQuiet()).isTrue();
        return step.command().arguments();
    }

    @Test
    void asksForNoUpdatesAfterAnUpgradeOfAllPackages() {
        assertThat(arguments(new ImageDefinitionBuilder()
                        .packages("curl g++ libc6:i386")
                        .build()))
                .contains("upgraded", "deb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl=7.88", "curl/bookworm", "curl git-", "./curl.deb"})
    void asksForUpdatesIfAPackageMayBeOld(String packages) {
        assertThat(arguments(new ImageDefinitionBuilder().packages(packages).build()))
                .contains("offline", "deb");
    }

    @Test
    void asksForUpdatesIfExecMayHaveInstalledAnOldPackage() {
        assertThat(arguments(new ImageDefinitionBuilder().exec("make").build())).contains("offline", "deb");
    }
}
