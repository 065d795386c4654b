package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ManifestWriterTest {

    private static final Digest A = Digest.parse("sha256:" + "a".repeat(64));
    private static final Descriptor CONFIG = Descriptor.of("c", A, 7);

    @Provide
    Arbitrary<Descriptor> descriptors() {
        Arbitrary<Platform> platforms = Combinators.combine(
                        Arbitraries.of("linux", "windows"),
                        Arbitraries.of("amd64", "arm"),
                        Arbitraries.of("v6", "v7").optional())
                .as(Platform::new);
        return Combinators.combine(
                        texts(),
                        Names.digests(),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        platforms.optional(),
                        annotations(),
                        texts().optional(),
                        texts().list().ofMaxSize(2))
                .as(Descriptor::new);
    }

    @Provide
    Arbitrary<Map<String, String>> annotations() {
        return Arbitraries.maps(texts(), Arbitraries.strings().ofMaxLength(10)).ofMaxSize(3);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aä/\"\\.+ \n").ofMinLength(1).ofMaxLength(10);
    }

    @Property(tries = 200)
    void writesImagesThatParseToTheSame(
            @ForAll("descriptors") Descriptor config,
            @ForAll("descriptors") Descriptor layer,
            @ForAll("annotations") Map<String, String> annotations,
            @ForAll boolean isDocker) {
        ManifestWriter writer = new ManifestWriter(Optional.of("type"), Optional.of(layer), annotations);
        String mediaType = isDocker ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST;

        ImageManifest written = writer.image(mediaType, config, List.of(layer, config));

        ImageManifest parsed = (ImageManifest) Manifest.parse(mediaType, written.content());
        assertThat(parsed).isEqualTo(written);
        assertThat(parsed.config()).isEqualTo(config);
        assertThat(parsed.layers()).containsExactly(layer, config);
        assertThat(parsed.artifactType()).contains("type");
        assertThat(parsed.subject()).contains(layer);
        assertThat(parsed.annotations()).isEqualTo(annotations);
        assertThat(writer.image(mediaType, parsed.config(), parsed.layers()).content())
                .isEqualTo(written.content());
    }

    @Property(tries = 200)
    void writesIndexesThatParseToTheSame(
            @ForAll("descriptors") Descriptor manifest, @ForAll("annotations") Map<String, String> annotations) {
        IndexManifest written = new ManifestWriter()
                .withAnnotations(annotations)
                .index(MediaTypes.OCI_INDEX, List.of(manifest, manifest.withAnnotations(annotations)));

        IndexManifest parsed = (IndexManifest) Manifest.parse(MediaTypes.OCI_INDEX, written.content());
        assertThat(parsed.manifests()).containsExactly(manifest, manifest.withAnnotations(annotations));
        assertThat(parsed.annotations()).isEqualTo(annotations);
        assertThat(parsed.subject()).isEqualTo(Optional.empty());
        assertThat(parsed.descriptor())
                .isEqualTo(Descriptor.of(MediaTypes.OCI_INDEX, written.digest(), written.content().length));
    }

    @Test
    void writesMembersInTheOrderOfTheSpecification() {
        Descriptor member = new Descriptor(
                "m",
                A,
                1,
                Optional.of(Platform.parse("linux/arm/v7")),
                Map.of("k", "v"),
                Optional.of("t"),
                List.of("https://example.com/"));
        ManifestWriter writer = new ManifestWriter(Optional.of("type"), Optional.of(CONFIG), Map.of("a", "b"));
        String config = "{'mediaType':'c','digest':'" + A + "','size':7}";

        assertThat(text(writer.image(MediaTypes.OCI_MANIFEST, CONFIG, List.of())))
                .isEqualTo("{'schemaVersion':2,'mediaType':'" + MediaTypes.OCI_MANIFEST + "','artifactType':'type',"
                        + "'config':" + config + ",'layers':[],'subject':" + config + ",'annotations':{'a':'b'}}");
        assertThat(text(writer.index(MediaTypes.OCI_INDEX, List.of(member))))
                .isEqualTo("{'schemaVersion':2,'mediaType':'" + MediaTypes.OCI_INDEX + "','artifactType':'type',"
                        + "'manifests':[{'mediaType':'m','digest':'" + A + "','size':1,'urls':['https://example.com/'],"
                        + "'annotations':{'k':'v'},'platform':{'architecture':'arm','os':'linux','variant':'v7'},"
                        + "'artifactType':'t'}],'subject':" + config + ",'annotations':{'a':'b'}}");
    }

    private static String text(Manifest manifest) {
        return new String(manifest.content(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void refusesTheMediaTypeOfTheOtherKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManifestWriter().image(MediaTypes.OCI_INDEX, CONFIG, List.of()))
                .withMessage("'" + MediaTypes.OCI_INDEX + "' is not the media type of an image.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManifestWriter().index(MediaTypes.DOCKER_MANIFEST, List.of()))
                .withMessage("'" + MediaTypes.DOCKER_MANIFEST + "' is not the media type of an index.");
    }
}
