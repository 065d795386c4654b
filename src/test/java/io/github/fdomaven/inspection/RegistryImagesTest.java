package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.inspection.ImageDetails.Layer;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistryImagesTest {

    private static final Reference REFERENCE = Inspected.IMAGE.reference();
    private static final Platform Z80 = Platform.parse("linux/z80");
    private static final Platform MOS = Platform.parse("linux/mos");
    private static final ImageConfig CONFIG =
            new ImageConfig(Optional.of(Inspected.CREATED), Optional.of(Z80), Map.of("a", "b"));

    private final RecordingRegistry registry = new RecordingRegistry();
    private final RegistryImages images = new RegistryImages(registry);

    private Manifest putIndex(Platform... platforms) {
        return registry.putIndex(
                REFERENCE, Stream.of(platforms).map(Optional::ofNullable).toList());
    }

    private ImageDetails find(Platform platform) {
        return images.find(new NamedImage("base", REFERENCE, Optional.ofNullable(platform)))
                .orElseThrow();
    }

    @Test
    void anImageTakesTwoRequests() {
        ImageManifest manifest = registry.put(REFERENCE, CONFIG);

        assertThat(images.find(Inspected.IMAGE))
                .contains(new ImageDetails(
                        Inspected.IMAGE,
                        Optional.of(manifest.digest()),
                        Optional.of(MediaTypes.OCI_MANIFEST),
                        List.of(Z80),
                        Optional.empty(),
                        1037,
                        List.of(
                                new Layer(Inspected.THEN, Optional.of(1000L)),
                                new Layer(Inspected.NOW, Optional.of(30L))),
                        CONFIG));
        assertThat(registry.requests())
                .containsExactly("manifest " + REFERENCE, "config registry.example.org/app/base");
    }

    @Test
    void anImageThatDoesNotSayItsPlatformHasNone() {
        registry.put(REFERENCE, new ImageConfig(Optional.empty(), Optional.empty(), Map.of()));

        assertThat(find(null).platforms()).isEmpty();
    }

    @Test
    void anImageForAnotherPlatformIsNotTheOneThatIsMeant() {
        registry.put(REFERENCE, new ImageConfig(Optional.empty(), Optional.of(Z80), Map.of()));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find(MOS))
                .withMessage(REFERENCE + " is for " + Z80 + ", and not for " + MOS + ".");
    }

    @Test
    void anImageThatIsNotThereTakesOne() {
        assertThat(images.find(Inspected.IMAGE)).isEmpty();
        assertThat(registry.requests()).containsExactly("manifest " + REFERENCE);
    }

    @Test
    void anIndexTakesThreeAndShowsTheImageThatIsAskedFor() {
        Manifest index = putIndex(Z80, MOS);

        ImageDetails details = find(MOS);

        assertThat(details.digest()).contains(index.digest());
        assertThat(details.mediaType()).contains(MediaTypes.OCI_INDEX);
        assertThat(details.platforms()).containsExactly(Z80, MOS);
        assertThat(details.labels()).isEqualTo(Map.of("number", "1"));
        assertThat(details.size()).isEqualTo(1037);
        assertThat(details.layers()).hasSize(2);
        assertThat(registry.requests())
                .containsExactly(
                        "manifest " + REFERENCE,
                        "manifest " + details.member().orElseThrow(),
                        "config registry.example.org/app/base");
    }

    @Test
    void aMemberOfAnIndexIsNamedByItsDigest() {
        putIndex(Z80);

        Reference member = find(Z80).member().orElseThrow();

        assertThat(member.repository()).isEqualTo(REFERENCE.repository());
        assertThat(member.tag()).isEmpty();
        assertThat(registry.manifest(member).orElseThrow().digest())
                .isEqualTo(member.digest().orElseThrow());
    }

    @Test
    void anIndexShowsItsFirstImageUnlessOneIsAskedForAndNoAttestation() {
        putIndex(Platform.parse("unknown/unknown"), Z80, MOS);

        ImageDetails details = find(null);

        assertThat(details.labels()).isEqualTo(Map.of("number", "1"));
        assertThat(details.platforms()).containsExactly(Z80, MOS);
    }

    @Test
    void anIndexThatNamesNoPlatformsHasThatOfTheImageShown() {
        putIndex(new Platform[] {null});

        assertThat(find(null).platforms()).containsExactly(RecordingRegistry.UNSAID);
    }

    @Test
    void anIndexThatLacksThePlatformIsNoAbsence() {
        putIndex(Z80, MOS);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find(Platform.parse("linux/arm64")))
                .withMessage(REFERENCE + " has no image for linux/arm64: it has linux/z80, linux/mos.");
    }
}
