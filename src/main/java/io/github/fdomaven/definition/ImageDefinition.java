package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image that a module declares, with all settings read and valid. It holds no secret. What only a build needs, such as the
 * cache directory, is checked when the image is built.
 *
 * @param name the name of the image, unique in its module
 * @param parent the base image, if it is an image of this Maven build
 * @param platform the platform, if it is not the engine's own
 * @param platforms the platforms of an index, whose images are built one by one; none for a single image
 * @param index the reference of the index, if this is one of its images
 * @param upstreams projects to copy the image from, in the order in which they are tried
 * @param onStale what to do if the image exists, but is stale
 * @param forced why the image is built even if it exists; empty if it need not be built
 * @param onUnchanged what to do with a rebuilt image that is the same as the image that its tag has
 * @param comparedWith the image to compare a built image with, if that is not the image that the build replaces
 * @param expiresAfter the lifetime of the image
 * @param cacheDir the cache directory of exec, if it is set; it may not exist
 * @param execEnvironment the names of the environment variables that exec gets
 */
public record ImageDefinition(
        String name,
        ProjectModule module,
        Reference reference,
        Recipe recipe,
        Optional<ImageDefinition> parent,
        Optional<Platform> platform,
        List<Platform> platforms,
        Optional<Reference> index,
        List<Upstream> upstreams,
        StaleAction onStale,
        Optional<Rebuild> forced,
        UnchangedAction onUnchanged,
        Optional<Reference> comparedWith,
        Optional<Lifetime> expiresAfter,
        Optional<Path> cacheDir,
        List<String> execEnvironment) {

    /**
     * A rebuild of an image that exists.
     *
     * @param reason why the image is rebuilt, for the user
     * @param changedBase the base image that has changed, if this is the reason; the rebuild must use it
     */
    public record Rebuild(String reason, Optional<Reference> changedBase) {}

    public ImageDefinition {
        platforms = List.copyOf(platforms);
        upstreams = List.copyOf(upstreams);
        execEnvironment = List.copyOf(execEnvironment);
    }

    /** {@return the full reference of the base image; without a host, it is looked for in the project first} */
    public Reference baseReference() {
        return parent.map(ImageDefinition::reference)
                .orElseGet(() -> recipe.base().within(module.location().repository()));
    }

    /** {@return the full references that the base image can have: without a host, it is in the project or in its registry} */
    public List<Reference> baseCandidates() {
        Reference first = baseReference();
        BaseReference base = recipe.base();
        return parent.isPresent() || base.hasHost()
                ? List.of(first)
                : Stream.concat(Stream.of(first), module.location().registryHost().map(base::below).stream())
                        .distinct()
                        .toList();
    }

    /**
     * {@return where the base image is now, in the order in which to look for it} A copy of an upstream project's image names the
     * base image of that project. The base image of this project counts, if it exists.
     *
     * @param recorded the base image in the label of the existing image
     */
    public List<Reference> currentBases(Reference recorded) {
        Reference base = baseReference();
        boolean isOther = recipe.base().spellings().contains(recorded.toString()) && !base.equals(recorded);
        return isOther ? List.of(base, recorded) : List.of(recorded);
    }

    /** {@return whether the image is an index of images for several platforms} */
    public boolean isIndex() {
        return !platforms.isEmpty();
    }

    /** {@return the images of an index, one for each platform}: each has a tag and a base image of its own */
    public List<ImageDefinition> members() {
        return platforms.stream().map(this::member).toList();
    }

    /** {@return the image for a platform: the image of an index, or else this image} */
    public ImageDefinition on(Platform wanted) {
        return platforms.stream()
                .filter(wanted::isSameAs)
                .findFirst()
                .map(this::member)
                .orElse(this);
    }

    private ImageDefinition member(Platform one) {
        return new ImageDefinition(
                name + " " + one,
                module,
                memberReference(reference, one),
                recipe,
                parent.map(base -> base.on(one)),
                Optional.of(one),
                List.of(),
                Optional.of(reference),
                upstreams,
                // An index has images of one recipe only.
                StaleAction.REBUILD,
                // The base image that has changed is the index, and not one of its images.
                forced.map(rebuild -> parent.isPresent() ? new Rebuild(rebuild.reason(), Optional.empty()) : rebuild),
                onUnchanged,
                comparedWith,
                expiresAfter,
                cacheDir,
                execEnvironment);
    }

    /**
     * {@return the reference of an image of an index}
     *
     * @throws IllegalArgumentException if the tag is too long
     */
    public static Reference memberReference(Reference index, Platform platform) {
        Tag tag = index.tag().orElseThrow();
        return index.repository().tagged(new Tag(tag.value() + platform.tagSuffix()));
    }

    /** {@return the platform of the engine that builds the image: its own, or else that of its base image} */
    public Optional<Platform> enginePlatform() {
        Optional<ImageDefinition> image = Optional.of(this);
        while (image.isPresent() && image.get().platform.isEmpty()) {
            image = image.get().parent;
        }
        return image.flatMap(ImageDefinition::platform);
    }

    /** {@return whether the image that the tag has is kept if a rebuild changes nothing} What an exec does is not compared. */
    public boolean isKeptIfUnchanged() {
        return onUnchanged == UnchangedAction.KEEP && recipe.exec().isEmpty();
    }

    /** {@return whether another definition describes the same image: reference, platforms and recipe are the same} */
    public boolean isSameAs(ImageDefinition other) {
        return reference.equals(other.reference)
                && platform.equals(other.platform)
                && platforms.equals(other.platforms)
                && recipe.digest().equals(other.recipe.digest());
    }

    /** {@return the same image, whose rebuild is forced for a reason} */
    public ImageDefinition forced(Rebuild rebuild) {
        return with(name, Optional.of(rebuild));
    }

    /** {@return the same image, whose rebuild is not forced} */
    public ImageDefinition unforced() {
        return with(name, Optional.empty());
    }

    /** {@return the same image with another name} */
    public ImageDefinition named(String other) {
        return with(other, forced);
    }

    private ImageDefinition with(String otherName, Optional<Rebuild> rebuild) {
        return new ImageDefinition(
                otherName,
                module,
                reference,
                recipe,
                parent,
                platform,
                platforms,
                index,
                upstreams,
                onStale,
                rebuild,
                onUnchanged,
                comparedWith,
                expiresAfter,
                cacheDir,
                execEnvironment);
    }

    /** Compares base images by their references: with a long chain of images, recursion would overflow the stack. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImageDefinition that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(
                name,
                module,
                reference,
                recipe,
                parent.map(ImageDefinition::reference),
                platform,
                platforms,
                index,
                upstreams,
                onStale,
                forced,
                onUnchanged,
                comparedWith,
                expiresAfter,
                cacheDir,
                execEnvironment);
    }

    @Override
    public String toString() {
        return name + " " + reference;
    }
}
