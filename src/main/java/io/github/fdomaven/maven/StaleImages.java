package io.github.fdomaven.maven;

import io.github.fdomaven.image.Reference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The images that check-base has found stale in this run, so that a build-image later in it builds them anew. They are kept in
 * the context that Maven has for a plugin and a project; there they are plain strings, for another goal may have another class
 * loader.
 */
final class StaleImages {

    private static final String FOUND = StaleImages.class.getName() + ".found";
    private static final String TO_BUILD = StaleImages.class.getName() + ".to-build";

    private final Set<String> found;
    private final Set<String> toBuild;

    private StaleImages(Set<String> found, Set<String> toBuild) {
        this.found = found;
        this.toBuild = toBuild;
    }

    /** The ones of a run, of which the context knows. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Maven has a raw map there.
    static StaleImages of(Map context) {
        return new StaleImages(
                (Set<String>) context.computeIfAbsent(FOUND, key -> ConcurrentHashMap.newKeySet()),
                (Set<String>) context.computeIfAbsent(TO_BUILD, key -> ConcurrentHashMap.newKeySet()));
    }

    void add(Reference image) {
        found.add(image.toString());
        toBuild.add(image.toString());
    }

    /** Whether any was found, be it built anew since or not. */
    boolean isAny() {
        return !found.isEmpty();
    }

    boolean isToBuild(Reference image) {
        return toBuild.contains(image.toString());
    }

    void built(Reference image) {
        toBuild.remove(image.toString());
    }
}
