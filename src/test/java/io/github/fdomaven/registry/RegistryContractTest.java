package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.fixture.AnonymousRegistry;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.ManifestWriter;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes to the registry of the system property {@code it.registry}, and reads it back. */
@Tag("engines")
class RegistryContractTest {

    private static final Platform AMD64 = Platform.parse("linux/amd64");

    private final Repository repository = Repository.parse(System.getProperty("it.registry") + "/it/registry-contract");
    private final String mark = "t" + UUID.randomUUID();
    private final HttpRegistry registry = AnonymousRegistry.open();

    private ImageManifest putImage(Repository target, String mediaType) {
        String config = Images.CONFIG.replace("\"a\":\"b\"", "\"mark\":\"" + mark + "\"");
        boolean isDocker = mediaType.equals(MediaTypes.DOCKER_MANIFEST);
        Descriptor configBlob = registry.putBlob(
                target,
                isDocker
                        ? "application/vnd.docker.container.image.v1+json"
                        : "application/vnd.oci.image.config.v1+json",
                Images.bytes(config));
        Descriptor layer = registry.putBlob(
                target,
                isDocker ? "application/vnd.docker.image.rootfs.diff.tar.gzip" : Images.LAYER,
                Images.bytes("a layer of " + mark));
        ImageManifest image = new ManifestWriter().image(mediaType, configBlob, List.of(layer));
        registry.putManifest(target.at(image.digest()), image);
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        MediaTypes.OCI_INDEX + ", " + MediaTypes.OCI_MANIFEST,
        MediaTypes.DOCKER_MANIFEST_LIST + ", " + MediaTypes.DOCKER_MANIFEST
    })
    void writesCopiesAndDeletesAnIndex(String indexType, String imageType) {
        ImageManifest image = putImage(repository, imageType);
        IndexManifest index = new ManifestWriter()
                .withAnnotations(Map.of("mark", mark))
                .index(indexType, List.of(image.descriptor().withPlatform(AMD64)));
        Reference reference = Reference.parse(repository + ":" + mark);
        Reference copy = Reference.parse(repository.child("copy") + ":" + mark);

        registry.putManifest(reference, index);
        registry.copy(repository, index, copy, new Registry.CopyListener() {});

        for (Reference written : List.of(reference, copy)) {
            assertThat(registry.digest(written)).contains(index.digest());
            IndexManifest found = (IndexManifest) registry.manifest(written).orElseThrow();
            assertThat(found.content()).isEqualTo(index.content());
            assertThat(found.annotations()).containsEntry("mark", mark);
            ImageManifest child = registry.image(written, found, Optional.of(AMD64));
            assertThat(child.content()).isEqualTo(image.content());
            assertThat(registry.config(written.repository(), child).labels()).containsEntry("mark", mark);
            assertThat(registry.tags(written.repository()))
                    .extracting(Object::toString)
                    .contains(mark);
            assertThat(registry.delete(written.repository(), index.digest())).isTrue();
            assertThat(registry.delete(written.repository(), image.digest())).isTrue();
            assertThat(registry.digest(written)).isEmpty();
        }
    }
}
