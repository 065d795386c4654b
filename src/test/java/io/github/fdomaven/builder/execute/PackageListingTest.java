package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    /** The reports of the build have the list nevertheless. */
    @Test
    void labelsAnImageWithTheDigestOfALongList() {
        PackageListing listing = new PackageListing(new ImageDefinitionBuilder().build(), log);
        listing.step().output().accept("system\tdebian\t12");
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            String name = "lib" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
            listing.step().output().accept("installed\t" + name + "\t1.0-1\tamd64\t" + name + "\t1.0-1");
        }

        PackageList list = listing.packages().orElseThrow();
        assertThat(listing.labels())
                .isEqualTo(Map.of("fdo.packages_digest", list.digest().toString()));
        assertThat(list.packages()).hasSize(5_000);
        assertThat(log.events())
                .singleElement()
                .asString()
                .endsWith(
                        "The list of its 5000 packages is too long for a label, so that the image has only the digest of"
                                + " the list. The reports of this build have the list.");

        ImageRecord image = InMemoryRegistry.record(Reference.parse("r.example.org/a:1"), listing.labels());
        assertThat(image.packages()).isEmpty();
        assertThat(image.withPackages(list).packages()).contains(list);
        assertThat(image.withPackages(PackageLists.DEBIAN).packages()).isEmpty();
    }

    private Map<String, String> labels(ImageDefinition image, String... lines) {
        PackageListing listing = new PackageListing(image, log);
        List.of(lines).forEach(listing.step().output());
        return listing.labels();
    }
}
