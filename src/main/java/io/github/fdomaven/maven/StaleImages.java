package io.github.fdomaven.maven;

import io.github.fdomaven.oci.Reference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.SessionData;

/**
 * The images whose base image has changed, as {@code check-base} found in this run of Maven. A later {@code build-image}
 * rebuilds them. The session keeps plain strings, because another goal may have another class loader.
 */
final class StaleImages {

    private static final String TO_BUILD = StaleImages.class.getName() + ".to-build";

    private final Set<String> toBuild;

    private StaleImages(Set<String> toBuild) {
        this.toBuild = toBuild;
    }

    /** The images of a run of Maven, of all its modules. */
    @SuppressWarnings("unchecked") // No other code uses this key.
    static StaleImages of(SessionData session) {
        Set<String> fresh = ConcurrentHashMap.newKeySet();
        session.set(TO_BUILD, null, fresh);
        return new StaleImages((Set<String>) session.get(TO_BUILD));
    }

    void add(Reference image) {
        toBuild.add(image.toString());
    }

    /** Whether there are images that are not rebuilt yet. */
    boolean isLeft() {
        return !toBuild.isEmpty();
    }

    boolean isToBuild(Reference image) {
        return toBuild.contains(image.toString());
    }

    void built(Reference image) {
        toBuild.remove(image.toString());
    }
}
