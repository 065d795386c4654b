package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFilter;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks up images and their base images, each base image once. Nothing is pulled or changed. */
public final class Inspector {

    private final ImageStore store;
    private final Function<Reference, Optional<ImageDefinition>> definitions;
    private final Identities identities;

    /**
     * Creates an inspector.
     *
     * @param definitions returns the definition of an image of the POM
     */
    public Inspector(ImageStore store, Function<Reference, Optional<ImageDefinition>> definitions) {
        this.store = store;
        this.definitions = definitions;
        this.identities = new Identities(store::identity, store::computedIdentity);
    }

    /**
     * {@return the image and the state of its base image, which is unknown if the base image cannot be looked up}
     *
     * @param filter the packages that the user wants to see
     * @throws FixableException if the image does not exist, or access is denied
     * @throws io.github.fdomaven.support.EnvironmentException if the registry or the engine does not answer
     */
    public Inspection inspect(NamedImage image, PackageFilter filter) {
        ImageRecord found = existing(image);
        // Fetches the content now, so that an error occurs here and not when the result is printed.
        found.content();
        BaseState base;
        try {
            base = baseState(image, found);
        } catch (FdoException e) {
            base = BaseState.unknown(found.labels(), e.getMessage());
        }
        return new Inspection(image, found, base, packages(image, found, filter));
    }

    /** The packages of an image; of an index those of each of its images, unless the user wants the image for one platform. */
    private List<ImagePackages> packages(NamedImage image, ImageRecord found, PackageFilter filter) {
        // Most indexes of others have many images, and none has a list.
        boolean hasLists = found.content().config().labels().containsKey(FdoLabels.PACKAGES_DIGEST);
        if (!found.isIndex() || !hasLists) {
            return List.of(ImagePackages.of(Optional.empty(), found, filter));
        }
        List<ImagePackages> packages = new ArrayList<>();
        found.platformImages().forEach((platform, member) -> {
            if (image.platform().isEmpty() || found.content().member().equals(Optional.of(member))) {
                packages.add(packages(found, platform, member, filter));
            }
        });
        return packages;
    }

    private ImagePackages packages(ImageRecord index, Platform platform, Reference member, PackageFilter filter) {
        try {
            return store.find(member, Optional.of(platform))
                    .map(found -> ImagePackages.of(Optional.of(platform), found.at(index.reference()), filter))
                    .orElseGet(() -> ImagePackages.unreadable(platform, "unknown: there is no image " + member));
        } catch (FdoException e) {
            return ImagePackages.unreadable(platform, e.getMessage());
        }
    }

    /**
     * {@return whether the base image of an image is still the same, which is unknown if the image does not exist}
     *
     * @throws FdoException if the image or its base image cannot be looked up
     */
    public CheckedBase checkBase(NamedImage image) {
        return new CheckedBase(
                image,
                find(image)
                        .map(found -> baseState(image, found))
                        .orElseGet(() -> BaseState.unknown(Map.of(), "the image does not exist")));
    }

    private BaseState baseState(NamedImage image, ImageRecord found) {
        Optional<ImageDefinition> definition = definitions.apply(image.reference());
        return BaseState.of(
                found.labels(),
                recorded ->
                        definition.map(known -> known.currentBases(recorded)).orElse(List.of(recorded)),
                identities);
    }

    /**
     * {@return an image that must exist}
     *
     * @throws FixableException if the image does not exist, or access is denied
     * @throws io.github.fdomaven.support.EnvironmentException if the registry or the engine does not answer
     */
    public ImageRecord existing(NamedImage image) {
        return find(image).orElseThrow(() -> {
            String advice = image.isUnnamed()
                    ? "Check the reference. An image without a host is an image of this project; write an image of Docker"
                            + " Hub in full, as in docker.io/library/debian:bookworm."
                    : "Build it with 'mvn fdo:build-image', or check its name.";
            return new FixableException("There is no image " + image.reference() + ". " + advice);
        });
    }

    /**
     * {@return what differs between two images: for each platform that both have if one of them is an index, and no platform is
     * given}
     *
     * @param other the image to compare with
     * @throws FixableException if an image does not exist, or if they have no platform in common
     */
    public List<ImageDifference> compare(NamedImage other, NamedImage image) {
        ImageRecord before = existing(other);
        ImageRecord after = existing(image);
        if (!before.isIndex() && !after.isIndex()) {
            return List.of(ImageDifference.between(before, after));
        }
        List<Platform> platforms =
                image.platform().or(other::platform).map(List::of).orElseGet(() -> common(before, after));
        return platforms.stream()
                .map(platform -> ImageDifference.between(on(platform, other, before), on(platform, image, after)))
                .toList();
    }

    private static List<Platform> common(ImageRecord before, ImageRecord after) {
        List<Platform> common = after.platforms().stream()
                .filter(platform -> before.platforms().stream().anyMatch(platform::isSameAs))
                .toList();
        if (common.isEmpty()) {
            throw new FixableException(after.reference() + " and " + before.reference()
                    + " have no platform in common: the first is for " + list(after) + ", the second for "
                    + list(before) + ".");
        }
        return common;
    }

    private static String list(ImageRecord image) {
        return image.platforms().stream().map(Platform::toString).collect(Collectors.joining(", "));
    }

    /** The image of an index for a platform. A single image is for one platform, and was read already. */
    private ImageRecord on(Platform platform, NamedImage image, ImageRecord found) {
        Optional<Platform> wanted = image.platform().or(() -> Optional.of(platform));
        NamedImage onPlatform = new NamedImage(image.name(), image.reference(), wanted);
        if (found.isIndex()) {
            return existing(onPlatform);
        }
        refuseOtherPlatform(onPlatform, found);
        return found;
    }

    private Optional<ImageRecord> find(NamedImage image) {
        Optional<ImageRecord> found = store.find(image.reference(), image.platform());
        found.ifPresent(existing -> refuseOtherPlatform(image, existing));
        return found;
    }

    /** An index selects its image by platform. A single image must be checked. */
    private static void refuseOtherPlatform(NamedImage image, ImageRecord found) {
        if (image.platform().isEmpty() || found.isIndex() || found.digest().isEmpty()) {
            return;
        }
        Platform wanted = image.platform().get();
        found.content().config().platform().filter(is -> !is.runsOn(wanted)).ifPresent(is -> {
            throw new FixableException(image.reference() + " is an image for " + is + ", not for " + wanted + ".");
        });
    }
}
