package io.github.fdomaven.maven;

import io.github.fdomaven.definition.ChangedBases;
import io.github.fdomaven.oci.Reference;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.SessionData;

/**
 * The images that a later {@code build-image} rebuilds, because {@code check-base} found that their base image has changed.
 * Maven's session keeps them as plain strings, because another goal may have another class loader.
 *
 * @param bases by the reference of the image, the reference of its base image
 */
record StaleImages(Map<String, String> bases) {

    /** The images of a run of Maven. */
    static StaleImages of(SessionData session) {
        return new StaleImages(MavenRun.sharedTexts(session, "stale-images"));
    }

    void add(Reference image, Reference base) {
        bases.put(image.toString(), base.toString());
    }

    /** The images that are not rebuilt yet. */
    ChangedBases changedBases() {
        return new ChangedBases(bases);
    }

    /** The base image that has changed, if the image must be rebuilt. */
    Optional<Reference> changedBase(Reference image) {
        return changedBases().of(image);
    }

    boolean isToBuild(Reference image) {
        return bases.containsKey(image.toString());
    }

    void built(Reference image) {
        bases.remove(image.toString());
    }
}
