package io.github.fdomaven.store;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.OtherManifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.EnvironmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images of the registries: two requests for an image, one for an index, and two more for the content of an index. */
public final class RegistryStore implements ImageStore {

    private final Registry registry;

    public RegistryStore(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<ImageRecord> find(Reference reference, Optional<Platform> platform) {
        return registry.manifest(reference).map(manifest -> record(reference, manifest, platform));
    }

    private ImageRecord record(Reference reference, Manifest manifest, Optional<Platform> platform) {
        if (manifest instanceof IndexManifest index) {
            return ImageRecord.inRegistry(reference, index, () -> {
                ImageManifest member = registry.image(reference, index, platform);
                return content(
                        reference, member, Optional.of(reference.repository().at(member.digest())));
            });
        }
        if (manifest instanceof OtherManifest other) {
            return ImageRecord.inRegistry(reference, other, () -> {
                throw new EnvironmentException(reference + " " + other.problem() + ". Build or push the image again.");
            });
        }
        ImageRecord.Content content = content(reference, (ImageManifest) manifest, Optional.empty());
        return ImageRecord.inRegistry(reference, manifest, () -> content);
    }

    private static List<ImageRecord.Layer> layers(ImageManifest image) {
        List<ImageRecord.Layer> layers = new ArrayList<>();
        for (Descriptor layer : image.layers()) {
            layers.add(new ImageRecord.Layer(layer.digest(), Optional.of(layer.size())));
        }
        return layers;
    }

    private ImageRecord.Content content(Reference reference, ImageManifest image, Optional<Reference> member) {
        return new ImageRecord.Content(
                member, image.size(), layers(image), registry.config(reference.repository(), image));
    }

    @Override
    public Optional<Digest> identity(Reference reference) {
        return registry.digest(reference);
    }

    @Override
    public Optional<Digest> computedIdentity(Reference reference) {
        return registry.manifest(reference).map(Manifest::digest);
    }
}
