package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);
    private static final String CONFIG = "'config': {'mediaType': 'c', 'digest': '" + A + "', 'size': 7}";

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.DOCKER_MANIFEST, MediaTypes.OCI_MANIFEST})
    void parsesAnImage(String mediaType) {
        byte[] content = bytes("{'schemaVersion': 2, " + CONFIG + ", 'layers': [{'mediaType': 'l', 'digest': '" + B
                + "', 'size': 35}]}");

        assertThat(Manifest.parse(mediaType, content))
                .asInstanceOf(type(ImageManifest.class))
                .satisfies(image -> {
                    assertThat(image.mediaType()).isEqualTo(mediaType);
                    assertThat(image.digest()).isEqualTo(Digest.sha256(content));
                    assertThat(image.content()).isEqualTo(content);
                    assertThat(image.config().digest()).hasToString(A);
                    assertThat(image.layers()).extracting(Descriptor::size).containsExactly(35L);
                    assertThat(image.size()).isEqualTo(42);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.DOCKER_MANIFEST_LIST, MediaTypes.OCI_INDEX})
    void parsesAnIndex(String mediaType) {
        String platform = "{'os': 'linux', 'architecture': 'arm', 'variant': 'v7'}";
        byte[] content = bytes("{'mediaType': '" + mediaType + "', 'manifests': [{'mediaType': 'm', 'digest': '" + A
                + "', 'size': 1, 'platform': " + platform + "}]}");

        assertThat(Manifest.parse(mediaType, content))
                .asInstanceOf(type(IndexManifest.class))
                .extracting(index -> index.manifests().get(0).platform().orElseThrow())
                .hasToString("linux/arm/v7");
    }

    @Test
    void copiesTheContent() {
        byte[] content = bytes("{'manifests': []}");
        Manifest manifest = Manifest.parse(MediaTypes.OCI_INDEX, content);
        content[0] = 'x';
        manifest.content()[0] = 'y';

        assertThat(manifest.digest().matches(manifest.content())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, ['https://example.com/l'], true",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, [], false",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, ['https://example.com/l'], true",
        "application/vnd.oci.image.layer.v1.tar+gzip, ['https://example.com/l'], false",
    })
    void recognizesForeignLayers(String mediaType, String urls, boolean foreign) {
        byte[] content = bytes("{" + CONFIG + ", 'layers': [{'mediaType': '" + mediaType + "', 'digest': '" + B
                + "', 'size': 35, 'urls': " + urls.replace("'", "\"") + "}]}");

        assertThat(((ImageManifest) Manifest.parse(MediaTypes.OCI_MANIFEST, content)).layers())
                .extracting(Descriptor::isForeign)
                .containsExactly(foreign);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                "application/vnd.docker.distribution.manifest.v1+json",
                "text/html",
                ""
            })
    void namesAnUnsupportedMediaType(String mediaType) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(mediaType, bytes("{}")))
                .withMessageStartingWith(
                        "'" + mediaType + "' is not the media type of a supported manifest: valid are application/");
    }

    @Test
    void addsUpHugeSizes() {
        String layer = "{'mediaType': 'l', 'digest': '" + B + "', 'size': 9223372036854775807}";
        byte[] content = bytes("{" + CONFIG + ", 'layers': [" + layer + "," + layer + "]}");

        assertThat(((ImageManifest) Manifest.parse(MediaTypes.OCI_MANIFEST, content)).size())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | The manifest is not valid JSON.",
                "{} {} | The manifest is not valid JSON.",
                "[] | The manifest is not a JSON object.",
                "{} | The manifest has no valid 'digest' in 'config'.",
                "{'config': {'mediaType': 'c'}} | The manifest has no valid 'digest' in 'config'.",
                "{CONFIG} | The manifest has no list 'layers'.",
                "{CONFIG, 'layers': [], 'manifests': []} | The manifest has 'manifests', which is not valid in"
                        + " 'application/vnd.oci.image.manifest.v1+json'.",
                "{'mediaType': 'application/vnd.oci.image.index.v1+json'} | The manifest was served as"
                        + " 'application/vnd.oci.image.manifest.v1+json' but declares"
                        + " 'application/vnd.oci.image.index.v1+json'.",
            })
    void refusesInvalidManifests(String content, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(MediaTypes.OCI_MANIFEST, bytes(content.replace("CONFIG", CONFIG))))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "'1'", "99999999999999999999"})
    void refusesInvalidSizes(String size) {
        byte[] content =
                bytes("{" + CONFIG + ", 'layers': [{'mediaType': 'm', 'digest': '" + A + "', 'size': " + size + "}]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(MediaTypes.OCI_MANIFEST, content))
                .withMessageContaining(size.equals("-1") ? "'-1' is not a size" : "no valid 'size' in 'layers'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{'mediaType': 'm', 'digest': 'x', 'size': 1}"})
    void readsAnImageWithAnInvalidSubject(String subject) {
        byte[] content = bytes("{" + CONFIG + ", 'layers': [], 'subject': " + subject + "}");

        assertThat(Manifest.parse(MediaTypes.OCI_MANIFEST, content).subject()).isEmpty();
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> values = Arbitraries.of(
                "null",
                "1",
                "'x'",
                "[]",
                "{}",
                "[null]",
                "[{}]",
                "{'digest': 3}",
                "{'mediaType': 'm', 'digest': 'x:y'}");
        return Arbitraries.maps(Arbitraries.of("config", "layers", "manifests", "mediaType"), values)
                .map(members -> {
                    StringBuilder text = new StringBuilder("{");
                    members.forEach((name, value) ->
                            text.append(text.length() > 1 ? "," : "").append("'" + name + "':" + value));
                    return text.append('}').toString();
                });
    }

    @Property
    void parsesOrRefusesAnyDocument(@ForAll("documents") String document, @ForAll boolean image) {
        String mediaType = image ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_INDEX;
        try {
            assertThat(Manifest.parse(mediaType, bytes(document))).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageEndingWith(".");
        }
    }

    @Test
    void readsAnnotationsSubjectAndArtifactType() {
        Manifest manifest = Manifest.parse(
                MediaTypes.OCI_MANIFEST,
                bytes("{" + CONFIG + ", 'layers': [], 'artifactType': 't', 'annotations': {'b': '1', 'a': '2'},"
                        + " 'subject': {'mediaType': 's', 'digest': '" + B + "', 'size': 3}}"));

        assertThat(manifest.artifactType()).contains("t");
        assertThat(manifest.annotations()).hasToString("{b=1, a=2}");
        assertThat(manifest.subject()).contains(Descriptor.of("s", Digest.parse(B), 3));
    }

    @Test
    void acceptsNullInOptionalMembers() {
        Manifest manifest = Manifest.parse(
                MediaTypes.OCI_INDEX,
                bytes("{'manifests': [], 'artifactType': null, 'annotations': null, 'subject': null}"));

        assertThat(manifest.artifactType()).isEmpty();
        assertThat(manifest.annotations()).isEmpty();
        assertThat(manifest.subject()).isEmpty();
    }

    @Test
    void acceptsNullInPlaceOfTheMembersOfAnotherType() {
        assertThat(Manifest.parse(MediaTypes.OCI_MANIFEST, bytes("{" + CONFIG + ", 'layers': [], 'manifests': null}")))
                .isInstanceOf(ImageManifest.class);
        assertThat(Manifest.parse(MediaTypes.OCI_INDEX, bytes("{'manifests': [], 'config': null, 'layers': null}")))
                .isInstanceOf(IndexManifest.class);
    }

    @Test
    void readsAnImageWhoseConfigAndLayersHaveNoMediaType() {
        String blob = "{'digest': '" + A + "', 'size': 7}";

        assertThat(Manifest.parse(MediaTypes.OCI_MANIFEST, bytes("{'config': " + blob + ", 'layers': [" + blob + "]}")))
                .asInstanceOf(type(ImageManifest.class))
                .extracting(ImageManifest::size)
                .isEqualTo(14L);
    }

    @Test
    void passesOverAnEntryWithoutMediaTypeAndPlatform() {
        String entry = "'digest': '" + A + "', 'size': 7";
        String platform = "{'os': 'linux', 'architecture': 'amd64'}";
        IndexManifest index = (IndexManifest) Manifest.parse(
                MediaTypes.OCI_INDEX,
                bytes("{'manifests': [{" + entry + ", 'platform': " + platform + "}, {" + entry + "}]}"));

        assertThat(index.manifests())
                .extracting(Descriptor::toJson)
                .hasSize(1)
                .allSatisfy(
                        json -> assertThat(json).doesNotContainKey("mediaType").containsKey("platform"));
        assertThat(index.problem()).contains("The manifest has no valid 'mediaType' in 'manifests'.");
    }

    @Test
    void readsNamesInAnyLetterCase() {
        byte[] content = bytes("{'Config': {'MediaType': 'c', 'Digest': '" + A + "', 'Size': 7}, 'LAYERS': []}");

        assertThat(Manifest.parse("text/plain", content))
                .asInstanceOf(type(ImageManifest.class))
                .extracting(ImageManifest::config)
                .isEqualTo(Descriptor.of("c", Digest.parse(A), 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(
                        MediaTypes.OCI_MANIFEST, bytes("{" + CONFIG + ", 'layers': [], 'Manifests': []}")))
                .withMessageStartingWith("The manifest has 'manifests'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'errors': []}", "{'schemaVersion': {}}", "[]", "x"})
    void computesNoDigestOfAnotherDocument(String content) {
        assertThatIllegalArgumentException().isThrownBy(() -> Manifest.digest(bytes(content)));
        assertThatIllegalArgumentException().isThrownBy(() -> Manifest.parse("application/vnd.x", bytes(content)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'schemaVersion': 1}", "{'mediaType': 'x'}", "{'manifests': []}"})
    void computesTheDigestOfAManifestOfAnyType(String content) {
        assertThat(Manifest.digest(bytes(content))).isEqualTo(Digest.sha256(bytes(content)));
    }

    @Test
    void comparesMediaTypeAndContent() {
        byte[] content = bytes("{'manifests': []}");
        Manifest manifest = Manifest.parse(MediaTypes.OCI_INDEX, content);

        assertThat(manifest)
                .isEqualTo(Manifest.parse(MediaTypes.OCI_INDEX, content))
                .hasSameHashCodeAs(Manifest.parse(MediaTypes.OCI_INDEX, content))
                .isNotEqualTo(Manifest.parse(MediaTypes.DOCKER_MANIFEST_LIST, content))
                .isNotEqualTo(Manifest.parse(MediaTypes.OCI_INDEX, bytes("{'manifests':[]}")))
                .hasToString(Digest.sha256(content) + " (" + MediaTypes.OCI_INDEX + ")");
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
