package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFilter;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.EnvironmentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagePackagesTest {

    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final Reference TAG = Inspected.IMAGE.reference();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Inspector inspector = new Inspector(new RegistryStore(registry), image -> Optional.empty());

    private List<ImagePackages> packages(Map<String, String> labels, String... patterns) {
        registry.put(TAG, labels);
        return inspector
                .inspect(Inspected.IMAGE, PackageFilter.of(List.of(patterns)))
                .packages();
    }

    private String summary(Map<String, String> labels, String... patterns) {
        return packages(labels, patterns).get(0).summary();
    }

    @Test
    void showsThePackagesThatMatch() {
        Map<String, String> labels = PackageLists.labels(PackageLists.DEBIAN);

        assertThat(packages(labels).get(0).shown()).isEqualTo(PackageLists.DEBIAN.packages());
        assertThat(packages(labels, "lib*", "x").get(0).shown()).isEqualTo(PackageLists.DEBIAN.packages());
        assertThat(packages(labels, "ssl").get(0).shown()).isEmpty();
        assertThat(packages(labels, "ssl").get(0).list()).contains(PackageLists.DEBIAN);
        assertThat(summary(labels)).isEqualTo("1 of debian 12");
        assertThat(summary(labels, "lib*", "x")).isEqualTo("1 of debian 12; 1 matches 'lib*,x'");
        assertThat(summary(labels, "ssl")).isEqualTo("1 of debian 12; no package matches 'ssl'");
    }

    @Test
    void saysWhyPackagesAreUnknown() {
        Map<String, String> labels = new HashMap<>(PackageLists.labels(PackageLists.DEBIAN));
        labels.put("fdo.packages", "H4sIAAAAAAAA");
        assertThat(summary(labels))
                .isEqualTo(
                        "Could not read the packages of " + TAG
                                + ": its label fdo.packages is not a list of packages: it is not compressed by gzip, or is cut off.");

        labels.remove("fdo.packages");
        assertThat(summary(labels))
                .isEqualTo(
                        "unknown: the list was too long for a label, so that the image has only the digest of the list");

        assertThat(summary(Map.of())).isEqualTo("unknown: the image has no label fdo.packages");
    }

    @Test
    void hasThePackagesOfEachImageOfAnIndex() {
        Map<Platform, Reference> members = putIndex();

        List<ImagePackages> packages = inspect(Optional.empty());

        assertThat(packages)
                .extracting(ImagePackages::platform)
                .containsExactly(Optional.of(AMD64), Optional.of(ARM64));
        assertThat(packages).extracting(ImagePackages::list).containsOnly(Optional.of(PackageLists.DEBIAN));
        // The SBOM names the image as the user knows it.
        assertThat(packages)
                .allSatisfy(found ->
                        assertThat(found.image().orElseThrow().reference()).isEqualTo(TAG));
        assertThat(packages.get(1).image().orElseThrow().digest())
                .isEqualTo(members.get(ARM64).digest());
    }

    @Test
    void hasThePackagesOfThePlatformThatTheUserWants() {
        putIndex();

        assertThat(inspect(Optional.of(ARM64)))
                .singleElement()
                .extracting(ImagePackages::platform)
                .isEqualTo(Optional.of(ARM64));
    }

    @Test
    void keepsThePackagesOfOtherImagesIfAnImageOfAnIndexCannotBeRead() {
        Map<Platform, Reference> members = putIndex();
        registry.fail(members.get(ARM64).toString(), new EnvironmentException("GET x: 503."));

        List<ImagePackages> packages = inspect(Optional.empty());

        assertThat(packages.get(0).list()).isPresent();
        assertThat(packages.get(1).summary()).isEqualTo("GET x: 503.");
    }

    /** The indexes of official images have many images. */
    @Test
    void requestsNoImagesOfAnIndexWithoutLists() {
        registry.putIndex(TAG, Map.of(), AMD64, ARM64);

        assertThat(inspect(Optional.empty()))
                .singleElement()
                .extracting(ImagePackages::summary)
                .isEqualTo("unknown: the image has no label fdo.packages");
        assertThat(registry.requests().stream().filter(request -> request.startsWith("manifest ")))
                .hasSizeLessThan(3);
    }

    private List<ImagePackages> inspect(Optional<Platform> platform) {
        return inspector
                .inspect(new NamedImage("base", TAG, platform), Inspected.ALL_PACKAGES)
                .packages();
    }

    private Map<Platform, Reference> putIndex() {
        PackageLists.putIndex(registry, TAG, AMD64, ARM64);
        return new RegistryStore(registry)
                .find(TAG, Optional.empty())
                .orElseThrow()
                .platformImages();
    }
}
