package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.inspection.ImageDetails.Layer;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;

/** Looks at images in their registries: two requests an image, three for one of an index. */
public final class RegistryImages implements ImageSource {

    private final Registry registry;

    /**
     * Creates it.
     *
     * @param registry speaks to every registry
     */
    public RegistryImages(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<ImageDetails> find(NamedImage image) {
        return registry.manifest(image.reference()).map(manifest -> details(image, manifest));
    }

    private ImageDetails details(NamedImage image, Manifest manifest) {
        if (manifest instanceof IndexManifest index) {
            ImageManifest member = registry.image(image.reference(), index, image.platform());
            Reference reference = image.reference().repository().at(member.digest());
            return details(image, index, member, index.platforms(), Optional.of(reference));
        }
        return details(image, manifest, (ImageManifest) manifest, List.of(), Optional.empty());
    }

    private ImageDetails details(
            NamedImage image,
            Manifest top,
            ImageManifest manifest,
            List<Platform> platforms,
            Optional<Reference> member) {
        ImageConfig config = registry.config(image.reference().repository(), manifest);
        if (member.isEmpty()) {
            refuseAnother(image, config);
        }
        return new ImageDetails(
                image,
                Optional.of(top.digest()),
                Optional.of(top.mediaType()),
                platforms.isEmpty() ? config.platform().stream().toList() : platforms,
                member,
                manifest.size(),
                manifest.layers().stream().map(RegistryImages::layer).toList(),
                config);
    }

    /** An index would have said that it has none for the platform. */
    private static void refuseAnother(NamedImage image, ImageConfig config) {
        boolean isAnother = image.platform()
                .flatMap(wanted -> config.platform().filter(is -> !is.runsOn(wanted)))
                .isPresent();
        if (isAnother) {
            throw new FixableException(
                    image.reference() + " is for " + config.platform().orElseThrow() + ", and not for "
                            + image.platform().orElseThrow() + ".");
        }
    }

    private static Layer layer(Descriptor layer) {
        return new Layer(layer.digest(), Optional.of(layer.size()));
    }
}
