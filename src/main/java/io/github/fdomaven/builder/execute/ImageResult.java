package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result for one image.
 *
 * @param found the image as it exists now, unless it failed
 * @param phases how long each phase took, in order; none for an image that was not built
 * @param difference what differs from the image that was replaced, or from another one that the user names
 * @param members the results for the images of an index that was joined
 */
public record ImageResult(
        ImageDefinition image,
        Outcome outcome,
        String reason,
        Optional<ImageRecord> found,
        Instant began,
        Duration took,
        Map<BuildPhase, Duration> phases,
        Optional<ImageDifference> difference,
        List<ImageResult> members) {

    public ImageResult {
        members = List.copyOf(members);
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /** The result for a single image. */
    public ImageResult(
            ImageDefinition image,
            Outcome outcome,
            String reason,
            Optional<ImageRecord> found,
            Instant began,
            Duration took,
            Map<BuildPhase, Duration> phases) {
        this(image, outcome, reason, found, began, took, phases, Optional.empty(), List.of());
    }

    /** What was done for an image. */
    public enum Outcome {
        /** The image existed, and is used. */
        SKIPPED,
        /** The image was copied from upstream. */
        COPIED,
        /** The image was built. */
        BUILT,
        /** The image could not be looked up, copied or built, was not started, or is stale. */
        FAILED
    }

    /** {@return the result for an image that failed before its build began} */
    public static ImageResult failed(ImageDefinition image, String reason, Instant began, Duration took) {
        return new ImageResult(image, Outcome.FAILED, reason, Optional.empty(), began, took, Map.of());
    }

    /** {@return the same result, with another name of the image} */
    public ImageResult named(String name) {
        return new ImageResult(image.named(name), outcome, reason, found, began, took, phases, difference, members);
    }

    /** {@return the same result of an index, with the results for its images}: the work on it begins with that on its first image */
    ImageResult withMembers(List<ImageResult> images) {
        Instant first =
                images.stream().map(ImageResult::began).min(Instant::compareTo).orElse(began);
        Duration all = took.plus(Duration.between(first, began));
        return new ImageResult(image, outcome, reason, found, first, all, phases, difference, images);
    }

    /** {@return the name of the image} */
    public String name() {
        return image.name();
    }

    /** {@return the reference of the image} */
    public Reference reference() {
        return image.reference();
    }

    /** {@return whether the image failed} */
    public boolean isFailed() {
        return outcome == Outcome.FAILED;
    }

    /** {@return whether the image was built, or one of its images, and the image that the tag had was kept} */
    public boolean isKept() {
        boolean isKept = outcome == Outcome.SKIPPED && !phases.isEmpty();
        for (ImageResult member : members) {
            isKept |= outcome == Outcome.SKIPPED && member.isKept();
        }
        return isKept;
    }

    /** {@return what differs from other images: in the image, or in each image of an index} */
    public List<ImageDifference> differences() {
        List<ImageDifference> differences = new ArrayList<>();
        difference.ifPresent(differences::add);
        for (ImageResult member : members) {
            differences.addAll(member.differences());
        }
        return differences;
    }

    /** {@return the digest of the image, if it is in a registry} */
    public Optional<Digest> digest() {
        return found.flatMap(ImageRecord::digest);
    }

    /** {@return the labels of the image; none if they cannot be read, as the plan has warned} */
    public Map<String, String> labels() {
        try {
            return found.map(ImageRecord::labels).orElse(Map.of());
        } catch (FdoException e) {
            return Map.of();
        }
    }

    /**
     * {@return the installed packages of the image, if it has a list of them that can be read} An index has no packages of its own:
     * those of its images differ.
     */
    public Optional<PackageList> packages() {
        try {
            return found.filter(existing -> !existing.isIndex()).flatMap(ImageRecord::packages);
        } catch (FdoException e) {
            return Optional.empty();
        }
    }

    /** {@return the platforms of the image; none if they cannot be read} */
    public List<Platform> platforms() {
        try {
            return found.map(ImageRecord::platforms).orElse(List.of());
        } catch (FdoException e) {
            return List.of();
        }
    }

    /** {@return the size of the image in bytes, if it is known} */
    public Optional<Long> size() {
        try {
            return found.map(existing -> existing.content().size());
        } catch (FdoException e) {
            return Optional.empty();
        }
    }
}
