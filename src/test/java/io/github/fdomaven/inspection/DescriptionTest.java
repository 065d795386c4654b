package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionTest {

    private static final BaseState FRESH = new BaseState.Fresh(Inspected.BASE, Inspected.THEN);
    private static final BaseState UNKNOWN = new BaseState.Unknown(Optional.empty(), Optional.empty(), "nobody knows");

    private static List<String> describe(ImageDetails details, BaseState base) {
        return Description.of(new Inspection(details, base));
    }

    private static ImageDetails ofSize(long size) {
        return new ImageDetails(
                Inspected.IMAGE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                size,
                List.of(),
                new ImageConfig(Optional.empty(), Optional.empty(), Map.of()));
    }

    @Test
    void hasALineForWhateverIsKnownOfAnImage() {
        assertThat(describe(Inspected.image(Map.of("b", "größe \"5\"", "a", "1")), FRESH))
                .containsExactly(
                        "[base] registry.example.org/app/base:1",
                        "  digest      " + Inspected.DIGEST,
                        "  media type  application/vnd.oci.image.manifest.v1+json",
                        "  platforms   linux/amd64",
                        "  created     2026-11-24T00:02:03Z",
                        "  size        5000.0 MB in 2 layers",
                        "  layer       " + Inspected.THEN + " 1.5 MB",
                        "  layer       " + Inspected.NOW + " 1.2 kB",
                        "  base        FRESH: its base docker.io/library/debian:bookworm is still " + Inspected.THEN,
                        "  label       a = 1",
                        "  label       b = größe \"5\"");
    }

    @Test
    void saysWhichImageOfAnIndexIsShown() {
        ImageDetails index = new ImageDetails(
                NamedImage.unnamed(Inspected.IMAGE.reference(), Optional.empty()),
                Optional.of(Inspected.DIGEST),
                Optional.of(MediaTypes.OCI_INDEX),
                List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64/v8")),
                Optional.of(Inspected.IMAGE.reference().repository().at(Inspected.NOW)),
                1_000_000,
                List.of(),
                new ImageConfig(Optional.empty(), Optional.empty(), Map.of()));

        assertThat(describe(index, UNKNOWN))
                .containsExactly(
                        "registry.example.org/app/base:1",
                        "  digest      " + Inspected.DIGEST,
                        "  media type  application/vnd.oci.image.index.v1+json",
                        "  platforms   linux/amd64, linux/arm64/v8",
                        "  shown below registry.example.org/app/base@" + Inspected.NOW,
                        "  size        1.0 MB in 0 layers",
                        "  base        UNKNOWN: nobody knows");
    }

    @Test
    void leavesOutWhatTheEngineDoesNotSay() {
        assertThat(describe(Inspected.inEngine(), UNKNOWN))
                .containsExactly(
                        "[base] registry.example.org/app/base:1",
                        "  digest      none, for it is in the engine only",
                        "  size        0.0 kB in 1 layer",
                        "  layer       " + Inspected.THEN,
                        "  base        UNKNOWN: nobody knows");
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
    void hasSizesInDecimalUnits(long bytes, String text) {
        assertThat(describe(ofSize(bytes), UNKNOWN)).contains("  size        " + text + " in 0 layers");
    }

    @Test
    void writesNumbersTheSameWayInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(describe(ofSize(1_500_000), UNKNOWN)).contains("  size        1.5 MB in 0 layers");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void keepsALabelOnItsLine() {
        assertThat(describe(Inspected.image(Map.of("na\nme", "one\r\ntwo\u001b[2Jthree\u0007")), FRESH))
                .contains("  label       na me = one two [2Jthree");
    }

    @Test
    void keepsWhatIsSaidOfTheBaseOnItsLine() {
        BaseState odd = new BaseState.Unknown(Optional.empty(), Optional.empty(), "one\ntwo\u001b[2J");

        assertThat(describe(Inspected.inEngine(), odd)).contains("  base        UNKNOWN: one two [2J");
    }

    @Property
    void noLabelMakesALineOfItsOwnOrMovesTheCursor(@ForAll String name, @ForAll String value) {
        assertThat(describe(Inspected.image(Map.of(name, value)), FRESH))
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"));
    }
}
