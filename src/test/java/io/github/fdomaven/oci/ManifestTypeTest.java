package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The media type of a manifest, by the type that a registry serves, its own type, and its members. */
class ManifestTypeTest {

    private static final String CONFIG =
            "'config': {'mediaType': 'c', 'digest': 'sha256:" + "a".repeat(64) + "', 'size': 7}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{CONFIG, 'layers': []} | application/vnd.oci.image.manifest.v1+json",
                "{'manifests': []} | application/vnd.oci.image.index.v1+json",
                "{'mediaType': 'application/vnd.docker.distribution.manifest.v2+json', CONFIG, 'layers': []}"
                        + " | application/vnd.docker.distribution.manifest.v2+json",
            })
    void findsTheTypeOfADocumentWithAGeneralMediaType(String content, String mediaType) {
        for (String served : new String[] {"text/plain", "application/json", "", "application/vnd.x"}) {
            assertThat(Manifest.parse(served, bytes(content.replace("CONFIG", CONFIG)))
                            .mediaType())
                    .isEqualTo(mediaType);
        }
    }

    /** As containerd, and in part Skopeo, accept it. */
    @ParameterizedTest
    @CsvSource({
        MediaTypes.DOCKER_MANIFEST_LIST + "," + MediaTypes.OCI_INDEX,
        MediaTypes.OCI_INDEX + "," + MediaTypes.DOCKER_MANIFEST_LIST,
        MediaTypes.DOCKER_MANIFEST + "," + MediaTypes.OCI_MANIFEST,
        MediaTypes.OCI_MANIFEST + "," + MediaTypes.DOCKER_MANIFEST,
    })
    void usesTheTypeThatAManifestDeclaresIfItIsServedInAnotherFormat(String served, String declared) {
        String members = MediaTypes.isIndex(declared) ? "'manifests': []" : CONFIG + ", 'layers': []";
        byte[] content = bytes("{'mediaType': '" + declared + "', " + members + "}");

        assertThat(Manifest.parse(served, content).mediaType()).isEqualTo(declared);
    }

    @Test
    void usesTheServedTypeIfAManifestDeclaresAnUnknownType() {
        byte[] content = bytes("{'mediaType': 'x', " + CONFIG + ", 'layers': []}");

        assertThat(Manifest.parse(MediaTypes.OCI_MANIFEST, content).mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ignoresTheLetterCaseOfMediaTypes() {
        byte[] content = bytes("{'mediaType': 'Application/vnd.OCI.image.index.v1+JSON', 'manifests': [{'mediaType':"
                + " 'Application/vnd.OCI.image.manifest.v1+json', 'digest': 'sha256:" + "b".repeat(64)
                + "', 'size': 1}]}");

        assertThat(Manifest.parse("APPLICATION/vnd.oci.image.index.v1+json", content))
                .isInstanceOfSatisfying(IndexManifest.class, index -> {
                    assertThat(index.mediaType()).isEqualTo(MediaTypes.OCI_INDEX);
                    assertThat(index.manifests())
                            .extracting(Descriptor::mediaType)
                            .containsExactly(MediaTypes.OCI_MANIFEST);
                });
    }

    @Test
    void takesNullForAnEmptyList() {
        assertThat(Manifest.parse(MediaTypes.OCI_INDEX, bytes("{'manifests': null}")))
                .isInstanceOfSatisfying(
                        IndexManifest.class,
                        index -> assertThat(index.manifests()).isEmpty());
        assertThat(Manifest.parse(MediaTypes.OCI_MANIFEST, bytes("{" + CONFIG + ", 'layers': null}")))
                .isInstanceOfSatisfying(
                        ImageManifest.class, image -> assertThat(image.layers()).isEmpty());
    }
}
