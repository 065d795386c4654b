package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.inspection.Inspected;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.RegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SbomFilesTest extends ReportsTestCase {

    private static final Map<String, String> LABELS = PackageLists.labels(PackageLists.DEBIAN);

    private final InMemoryRegistry registry = new InMemoryRegistry();

    private ImageResult result(String name, Map<String, String> labels) {
        Reference reference = Reference.parse("registry.example.org/app/" + Math.abs(name.hashCode()) + ":1");
        registry.put(reference, labels);
        ImageDefinition image = new ImageDefinitionBuilder()
                .name(name)
                .reference(reference.toString())
                .build();
        return result(image, List.of());
    }

    private ImageResult result(ImageDefinition image, List<ImageResult> members) {
        Optional<ImageRecord> found = new RegistryStore(registry).find(image.reference(), image.platform());
        return new ImageResult(
                image, Outcome.SKIPPED, "", found, Instant.EPOCH, Duration.ZERO, Map.of(), Optional.empty(), members);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("gl-sbom"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writesAnSbomOfEachImageThatHasAList() throws IOException {
        reports.images()
                .write(List.of(
                        result("base", LABELS),
                        result("../a b/<c>", LABELS),
                        result("..-a-b-c-", LABELS),
                        result("broken", Map.of("fdo.packages", "?")),
                        result("other", Map.of())));

        assertThat(files())
                .containsExactly("gl-sbom-..-a-b-c--2.cdx.json", "gl-sbom-..-a-b-c-.cdx.json", "gl-sbom-base.cdx.json");
        assertThat(text("gl-sbom-base.cdx.json")).hasLineCount(1);
        JsonNode image = written("gl-sbom-base.cdx.json").at("/metadata/component");
        assertThat(image.path("hashes")).hasSize(1);
        assertThat(written("images.json").at("/images/0/packages/0")).isEqualTo(json("""
                {"name": "libssl3", "version": "3.0.15-1~deb12u1", "architecture": "amd64", "source": "openssl",
                 "sourceVersion": "3.0.15-1~deb12u1"}"""));
        assertThat(written("images.json").at("/images/3/packages").isNull()).isTrue();
        assertThat(text("images.json")).doesNotContain("\"fdo.packages\"");
    }

    /** Each image of an index has packages of its own, and the index has none. */
    @Test
    void writesAnSbomOfEachImageOfAnIndex() throws IOException {
        ImageDefinition index = new ImageDefinitionBuilder()
                .name("base")
                .reference(REFERENCE.toString())
                .platforms("linux/amd64", "linux/arm64")
                .build();
        PackageLists.putIndex(registry, REFERENCE, Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));

        reports.images()
                .write(List.of(result(
                        index,
                        index.members().stream()
                                .map(member -> result(member, List.of()))
                                .toList())));

        assertThat(files()).containsExactly("gl-sbom-base-linux-amd64.cdx.json", "gl-sbom-base-linux-arm64.cdx.json");
        JsonNode image = written("gl-sbom-base-linux-arm64.cdx.json").at("/metadata/component");
        assertThat(image.path("name").asText()).isEqualTo(REFERENCE.toString());
        assertThat(image.path("purl").asText()).contains("?arch=arm64&");
        assertThat(written("images.json").at("/images/0/packages").isNull()).isTrue();
        assertThat(written("images.json").at("/images/0/images/1/packages")).hasSize(1);
    }

    @Test
    void deletesTheSbomsOfAnEarlierBuild() throws IOException {
        Files.writeString(directory.resolve("gl-sbom-old.cdx.json"), "{}");

        reports.images().prepare();

        assertThat(files()).isEmpty();
    }

    /** A build may have written them before, and have known more than the label of the image. */
    @Test
    void keepsTheSbomsOfABuildThatAreNotKnownBetter() throws IOException {
        Files.writeString(directory.resolve("gl-sbom-old.cdx.json"), "{}");
        Files.writeString(directory.resolve("gl-sbom-base.cdx.json"), "{}");

        reports.inspections().prepare();
        reports.inspections().write(List.of(Inspected.image(Map.of(), Inspected.UNKNOWN)));
        assertThat(files()).containsExactly("gl-sbom-base.cdx.json", "gl-sbom-old.cdx.json");

        reports.inspections().write(List.of(Inspected.image(LABELS, Inspected.UNKNOWN)));
        assertThat(written("gl-sbom-base.cdx.json").path("components")).isNotEmpty();
        assertThat(text("gl-sbom-old.cdx.json")).isEqualTo("{}");
        assertThat(written("inspect.json").at("/images/0/packages")).hasSize(1);
    }

    /** A label of the image may have what the registry needs to keep secret. */
    @Test
    void masksSecretsInSboms() throws IOException {
        reports.images()
                .write(List.of(result(
                        "base",
                        Map.of(
                                "fdo.packages",
                                PackageList.ofLabel(LABELS.get("fdo.packages"))
                                        .label()
                                        .orElseThrow(),
                                "url",
                                "https://x/?t=s3cret"))));

        assertThat(text("gl-sbom-base.cdx.json")).contains("https://x/?t=***").doesNotContain("s3cret");
    }
}
