package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.PackageLists;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackageListingTest {

    private final RecordingBuildLog log = new RecordingBuildLog();

    @Test
    void labelsAnImageWithItsPackages() {
        assertThat(labels(
                        new ImageDefinitionBuilder().build(),
                        "system\tdebian\t12",
                        "installed\tlibssl3\t3.0.15-1~deb12u1\tamd64\topenssl\t3.0.15-1~deb12u1"))
                .isEqualTo(PackageLists.labels(PackageLists.DEBIAN));
    }

    /** The build goes on. */
    @Test
    void warnsAboutPackagesThatCannotBeListed() {
        assertThat(labels(new ImageDefinitionBuilder().build(), "system\tdebian\t12", "no database", "status\t2"))
                .isEmpty();
        assertThat(log.events())
                .singleElement()
                .asString()
                .endsWith("Could not list its packages, so that it gets no package list: the package manager ended with"
                        + " status 2: no database.");
    }

    private Map<String, String> labels(ImageDefinition image, String... lines) {
        PackageListing listing = new PackageListing(image, log);
        List.of(lines).forEach(listing.step().output());
        return listing.labels();
    }
}
