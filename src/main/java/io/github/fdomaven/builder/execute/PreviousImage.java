package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.definition.UnchangedAction;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.PackageChange;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The image that the tag has before a build replaces it. A build never fails for a comparison.
 *
 * @param found the image; none if the tag is new, or if the image cannot be read
 */
record PreviousImage(ImageDefinition image, Optional<ImageRecord> found, ImagePublisher publisher, BuildLog log) {

    /** How many packages a message names. */
    private static final int MAX_NAMES = 5;

    /** Looks for the image in the registry; in the engine, if the image that is built stays there. */
    static PreviousImage find(PlannedImage planned, Engine engine, ImagePublisher publisher, BuildLog log) {
        ImageDefinition image = planned.image();
        Reference reference = image.reference();
        Optional<ImageRecord> found = Optional.empty();
        try {
            if (!publisher.isPushed(image)) {
                found = engine.find(reference).map(existing -> publisher.inEngine(existing, reference));
            } else if (!(planned.action() instanceof Action.Build build) || !build.isNewTag()) {
                found = publisher.store().find(reference, image.platform());
                // Read now: after the push, a cleanup of the registry may remove the images of an index.
                found.ifPresent(ImageRecord::content);
            }
        } catch (FdoException e) {
            found = Optional.empty();
            log.warning(
                    image.name(),
                    "Could not read the image that the build replaces, to compare them: " + e.getMessage());
        }
        return new PreviousImage(image, found, publisher, log);
    }

    /**
     * Returns why the image is kept, if the settings say so and the build changes nothing.
     *
     * @param base the base image
     * @param labels the labels with the packages and the digest of the base image
     */
    Optional<String> unchanged(EngineImage base, Map<String, String> labels) {
        if (image.onUnchanged() != UnchangedAction.KEEP || found.isEmpty()) {
            return Optional.empty();
        }
        if (!image.isKeptIfUnchanged()) {
            log.progress(image.name(), "not kept, because what its exec changes is not compared");
            return Optional.empty();
        }
        List<String> changes = changes(base, labels);
        if (!changes.isEmpty()) {
            log.progress(image.name(), "not kept, because " + OneLine.of(String.join("; ", changes)));
            return Optional.empty();
        }
        return Optional.of("its packages, its recipe and its base image are the same");
    }

    private List<String> changes(EngineImage base, Map<String, String> labels) {
        ImageRecord existing = found.orElseThrow();
        Map<String, String> old = existing.content().config().labels();
        List<String> changes = new ArrayList<>();
        if (existing.isIndex() || isForOtherPlatform(base, existing)) {
            changes.add("the platforms differ");
        }
        if (!image.recipe().isRecordedIn(old)) {
            changes.add("the recipe differs"
                    + FdoLabels.value(old, FdoLabels.RECIPE)
                            .map(note -> RecipeNote.changes(note, image.recipe()))
                            .filter(found -> !found.isEmpty())
                            .map(found -> " (" + String.join("; ", found) + ")")
                            .orElse(""));
        }
        if (FdoLabels.value(labels, FdoLabels.BASE_DIGEST).isEmpty()) {
            changes.add("the digest of the base image is not known");
        } else if (!isSame(FdoLabels.BASE_DIGEST, old, labels)) {
            changes.add("the base image differs");
        }
        if (!isSame(FdoLabels.PACKAGES_DIGEST, old, labels)) {
            changes.add(packages(old, labels));
        }
        Optional<String> expiresAfter = image.expiresAfter().map(Lifetime::text);
        if (!FdoLabels.value(old, FdoLabels.EXPIRES_AFTER).equals(expiresAfter)) {
            changes.add("expiresAfter differs");
        }
        return changes;
    }

    private static boolean isForOtherPlatform(EngineImage base, ImageRecord existing) {
        Optional<Platform> platform = base.config().platform();
        return existing.platforms().stream()
                .anyMatch(is ->
                        platform.filter(wanted -> !isSamePlatform(is, wanted)).isPresent());
    }

    /** An engine may leave out the variant. */
    private static boolean isSamePlatform(Platform one, Platform other) {
        return one.isSameAs(other)
                || one.variant().isEmpty() && other.runsOn(one)
                || other.variant().isEmpty() && one.runsOn(other);
    }

    /** A label that is missing may have any value. */
    private static boolean isSame(String label, Map<String, String> old, Map<String, String> labels) {
        Optional<String> value = FdoLabels.value(labels, label);
        return value.isPresent() && FdoLabels.value(old, label).equals(value);
    }

    private static String packages(Map<String, String> old, Map<String, String> labels) {
        for (Map<String, String> side : List.of(labels, old)) {
            if (FdoLabels.value(side, FdoLabels.PACKAGES_DIGEST).isEmpty()) {
                return "the packages of the " + (side == old ? "old" : "new") + " image are not known";
            }
        }
        try {
            List<PackageChange> changes = PackageChange.between(
                    PackageList.ofLabel(old.getOrDefault(FdoLabels.PACKAGES, "")),
                    PackageList.ofLabel(labels.getOrDefault(FdoLabels.PACKAGES, "")));
            String names = changes.stream()
                    .limit(MAX_NAMES)
                    .map(PackageChange::installed)
                    .map(InstalledPackage::name)
                    .collect(Collectors.joining(", ", " (", changes.size() > MAX_NAMES ? ", …)" : ")"));
            return "packages differ: " + ImageDifference.counts(changes) + names;
        } catch (IllegalArgumentException e) {
            return "packages differ";
        }
    }

    /** Compares the image with the image that was built, or that image with another one that the user names. */
    Optional<ImageDifference> compare(ImageRecord built) {
        Optional<Reference> other = image.comparedWith();
        try {
            // The tag that the build replaces has the new image now.
            Optional<ImageRecord> before = other.isEmpty() || other.get().equals(image.reference())
                    ? found
                    : publisher
                            .store()
                            .find(other.get(), built.content().config().platform());
            if (before.isEmpty() && other.isPresent()) {
                log.warning(
                        image.name(),
                        "The image was not compared with " + other.get() + ", which does not exist. Check"
                                + " <diffAgainst> (-Dfdo.diff.against, FDO_DIFF_AGAINST).");
            }
            return before.map(existing -> ImageDifference.between(existing, built));
        } catch (FdoException e) {
            log.warning(
                    image.name(),
                    "Could not compare the image with " + other.orElse(image.reference()) + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
