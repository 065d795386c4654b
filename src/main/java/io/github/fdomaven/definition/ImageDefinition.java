package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image that the user wants, every setting read and valid.
 *
 * @param name what the image is called in this build
 * @param reference where the image is to be found
 * @param recipe what goes into it
 * @param parent the name of the image of the POM that it is FROM, if it is one of those
 * @param forced why it is built even if it exists, if it is
 * @param onStale what is to be done if it is there, but stale
 * @param upstreams projects to copy it from, in the order of trying
 * @param expiresAfter how long it is wanted
 * @param cacheDir the directory that exec sees as {@code /cache}
 * @param execEnvironment the variables that exec gets, secret values among them
 */
public record ImageDefinition(
        String name,
        Reference reference,
        Recipe recipe,
        Optional<String> parent,
        Optional<String> forced,
        StaleAction onStale,
        List<Upstream> upstreams,
        Optional<Lifetime> expiresAfter,
        Optional<Path> cacheDir,
        Map<String, String> execEnvironment) {

    /**
     * Takes copies of the collections.
     *
     * @param name what the image is called in this build
     * @param reference where the image is to be found
     * @param recipe what goes into it
     * @param parent the name of the image of the POM that it is FROM, if it is one of those
     * @param forced why it is built even if it exists, if it is
     * @param onStale what is to be done if it is there, but stale
     * @param upstreams projects to copy it from
     * @param expiresAfter how long it is wanted
     * @param cacheDir the directory that exec sees as {@code /cache}
     * @param execEnvironment the variables that exec gets
     */
    public ImageDefinition {
        upstreams = List.copyOf(upstreams);
        execEnvironment = Map.copyOf(execEnvironment);
    }

    /**
     * {@return the same request, but that the image is built even if it exists}
     *
     * @param reason why
     */
    public ImageDefinition forced(String reason) {
        return forced(Optional.of(reason));
    }

    /** {@return the same request, but that the image is not built if it exists} */
    public ImageDefinition unforced() {
        return forced(Optional.empty());
    }

    private ImageDefinition forced(Optional<String> reason) {
        return new ImageDefinition(
                name, reference, recipe, parent, reason, onStale, upstreams, expiresAfter, cacheDir, execEnvironment);
    }

    /** {@return what it is FROM, as it was written} */
    public String base() {
        return recipe.base().text();
    }

    /** Leaves out the values of exec's environment. */
    @Override
    public String toString() {
        return name + " " + reference;
    }
}
