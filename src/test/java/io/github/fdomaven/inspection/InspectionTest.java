package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.RegistryStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

    @Test
    void hasALineForEachProperty() {
        assertThat(Inspected.image(Map.of("b", "größe \"5\"", "a", "1"), Inspected.FRESH)
                        .description())
                .containsExactly(
                        "[base] registry.example.org/app/base:1",
                        "  digest      " + Inspected.DIGEST,
                        "  media type  application/vnd.oci.image.manifest.v1+json",
                        "  platforms   linux/amd64",
                        "  created     2026-11-24T00:02:03Z",
                        "  size        5000.0 MB in 2 layers",
                        "  layer       " + Inspected.THEN + " 1.5 MB",
                        "  layer       " + Inspected.NOW + " 1.2 kB",
                        "  base        FRESH: " + Inspected.FRESH.sentence(),
                        "  packages    unknown: the image has no label fdo.packages",
                        "  label       a = 1",
                        "  label       b = größe \"5\"");
    }

    @Test
    void namesTheImageOfAnIndexThatIsShown() {
        InMemoryRegistry registry = new InMemoryRegistry();
        Manifest manifest = registry.putIndex(
                Inspected.IMAGE.reference(), Map.of(), Platform.parse("linux/z80"), Platform.parse("linux/mos"));
        Inspection index = new Inspector(new RegistryStore(registry), image -> Optional.empty())
                .inspect(NamedImage.unnamed(Inspected.IMAGE.reference(), Optional.empty()), Inspected.ALL_PACKAGES);

        Map<Platform, Reference> images = index.found().platformImages();
        assertThat(images).hasSize(2);
        assertThat(index.description())
                .containsSequence(
                        "registry.example.org/app/base:1",
                        "  digest      " + manifest.digest(),
                        "  media type  application/vnd.oci.image.index.v1+json",
                        "  platforms   linux/z80, linux/mos",
                        "  image       linux/z80 " + images.get(Platform.parse("linux/z80")),
                        "  image       linux/mos " + images.get(Platform.parse("linux/mos")),
                        "  shown below " + index.found().content().member().orElseThrow())
                .contains("  label       number = 0");
    }

    @Test
    void omitsPropertiesThatTheEngineDoesNotHave() {
        assertThat(Inspected.inEngine(0, Inspected.UNKNOWN).description())
                .containsExactly(
                        "[base] registry.example.org/app/base:1",
                        "  digest      none, the image is in the engine only",
                        "  size        0.0 kB in 1 layer",
                        "  layer       " + Inspected.THEN,
                        "  base        UNKNOWN: not known",
                        "  packages    unknown: the image has no label fdo.packages");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 kB",
        "1, 0.0 kB",
        "50, 0.1 kB",
        "1000, 1.0 kB",
        "123456, 123.5 kB",
        "1000000, 1.0 MB",
        "1250000, 1.3 MB",
        "81920000000, 81920.0 MB"
    })
    void writesSizesInDecimalUnits(long bytes, String text) {
        assertThat(Inspected.inEngine(bytes, Inspected.UNKNOWN).description())
                .contains("  size        " + text + " in 1 layer");
    }

    @Test
    void writesNumbersTheSameWayInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(Inspected.inEngine(1_500_000, Inspected.UNKNOWN).description())
                    .contains("  size        1.5 MB in 1 layer");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void writesALabelInOneLine() {
        assertThat(Inspected.image(Map.of("na\nme", "one\r\ntwo\u001b[2Jthree\u0007"), Inspected.FRESH)
                        .description())
                .contains("  label       na me = one two [2Jthree");
    }

    @Test
    void writesTheBaseImageInOneLine() {
        BaseState odd = BaseState.unknown(Map.of(), "one\ntwo\u001b[2J");

        assertThat(Inspected.inEngine(0, odd).description()).contains("  base        UNKNOWN: one two [2J");
    }

    @Property
    void removesControlCharactersFromLabels(@ForAll String name, @ForAll String value) {
        assertThat(Inspected.image(Map.of(name, value), Inspected.FRESH).description())
                .hasSize(11)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"));
    }
}
