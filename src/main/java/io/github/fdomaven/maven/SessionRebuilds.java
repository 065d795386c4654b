package io.github.fdomaven.maven;

import io.github.fdomaven.definition.DemandedRebuilds;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.SessionData;

/**
 * The images that a later {@code build-image} rebuilds, because {@code check-base} found that their base image has changed, or
 * {@code check-packages} that their packages have updates. Maven's session keeps them as plain strings, because another goal may
 * have another class loader.
 *
 * @param bases by the reference of the image, the reference of the base image that has changed; empty if only its packages have
 *     updates
 */
record SessionRebuilds(Map<String, String> bases) {

    /** The images of a run of Maven. */
    static SessionRebuilds of(SessionData session) {
        return new SessionRebuilds(MavenRun.sharedTexts(session, "stale-images"));
    }

    /** Adds an image. A base image that has changed is kept: the rebuild must use it. */
    void add(Reference image, Optional<Reference> changedBase) {
        changedBase.ifPresentOrElse(
                base -> bases.put(image.toString(), base.toString()), () -> bases.putIfAbsent(image.toString(), ""));
    }

    /** The images that are not rebuilt yet. */
    DemandedRebuilds demanded() {
        return new DemandedRebuilds(bases);
    }

    /** The rebuild of an image, if it must be rebuilt. */
    Optional<ImageDefinition.Rebuild> rebuild(Reference image) {
        return demanded().of(image);
    }

    boolean isToBuild(Reference image) {
        return bases.containsKey(image.toString());
    }

    void built(Reference image) {
        bases.remove(image.toString());
    }
}
