package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image that a module declares, with all settings read and valid. It holds no secret, and nothing is checked that matters
 * only when the image is built.
 *
 * @param name the name of the image, unique in its module
 * @param module the module that declares the image
 * @param reference the full reference of the image
 * @param recipe what the image is built from
 * @param base the base image
 * @param platform the platform, if it is not the engine's own
 * @param upstreams projects to copy the image from, in the order in which they are tried
 * @param onStale what to do if the image exists, but is stale
 * @param forced why the image is built even if it exists, if it is
 * @param expiresAfter the lifetime of the image
 * @param cacheDir the cache directory of exec, if it is set; it may not exist
 * @param execEnvironment the names of the environment variables that exec gets
 */
public record ImageDefinition(
        String name,
        ProjectModule module,
        Reference reference,
        Recipe recipe,
        BaseImage base,
        Optional<Platform> platform,
        List<Upstream> upstreams,
        StaleAction onStale,
        Optional<String> forced,
        Optional<Lifetime> expiresAfter,
        Optional<Path> cacheDir,
        List<String> execEnvironment) {

    public ImageDefinition {
        upstreams = List.copyOf(upstreams);
        execEnvironment = List.copyOf(execEnvironment);
    }

    /** {@return the base image, if it is an image of this Maven build} */
    public Optional<ImageDefinition> parent() {
        return base.inGraph();
    }

    /**
     * {@return whether another definition describes the same image: reference, platform and recipe are equal}
     *
     * @param other another definition
     */
    public boolean isSameAs(ImageDefinition other) {
        return reference.equals(other.reference) && platform.equals(other.platform) && recipe.equals(other.recipe);
    }

    /**
     * {@return the same image, built even if it exists}
     *
     * @param reason why
     */
    public ImageDefinition forced(String reason) {
        return with(name, Optional.of(reason));
    }

    /** {@return the same image, not built if it exists} */
    public ImageDefinition unforced() {
        return with(name, Optional.empty());
    }

    /**
     * {@return the same image with another name}
     *
     * @param other the other name
     */
    public ImageDefinition named(String other) {
        return with(other, forced);
    }

    private ImageDefinition with(String otherName, Optional<String> reason) {
        return new ImageDefinition(
                otherName,
                module,
                reference,
                recipe,
                base,
                platform,
                upstreams,
                onStale,
                reason,
                expiresAfter,
                cacheDir,
                execEnvironment);
    }

    @Override
    public String toString() {
        return name + " " + reference;
    }
}
