package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.packages.PackageChange;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Plural;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What differs between two images. Their content is known already.
 *
 * @param before the image to compare with, such as the one that a rebuild replaced
 * @param after the image
 * @param packages the changes of packages; none if one of the images has no list of packages
 * @param packagesProblem why the packages cannot be compared; empty if they can
 * @param values the other changes
 */
public record ImageDifference(
        ImageRecord before,
        ImageRecord after,
        Optional<List<PackageChange>> packages,
        String packagesProblem,
        List<ValueChange> values) {

    /** Labels that differ in each build. */
    private static final Set<String> OF_A_BUILD = Set.of(
            FdoLabels.PIPELINE_ID,
            "fdo.job_id",
            "fdo.commit",
            FdoLabels.PACKAGES,
            FdoLabels.PACKAGES_DIGEST,
            "org.opencontainers.image.created",
            "org.opencontainers.image.revision");

    public ImageDifference {
        packages = packages.map(List::copyOf);
        values = List.copyOf(values);
    }

    /**
     * {@return the difference of two images}
     *
     * @throws io.github.fdomaven.support.FdoException if the content of an image cannot be read
     */
    public static ImageDifference between(ImageRecord before, ImageRecord after) {
        Optional<List<PackageChange>> packages = Optional.empty();
        String problem = "";
        try {
            Optional<PackageList> old = before.packages();
            Optional<PackageList> now = after.packages();
            if (old.isPresent() && now.isPresent()) {
                packages = Optional.of(PackageChange.between(old.get(), now.get()));
            } else {
                problem = (old.isEmpty() ? before : after).reference() + " has no label with its packages";
            }
        } catch (FixableException e) {
            problem = e.getMessage();
        }
        return new ImageDifference(before, after, packages, problem, values(before, after));
    }

    private static List<ValueChange> values(ImageRecord before, ImageRecord after) {
        List<ValueChange> changes = new ArrayList<>();
        ImageConfig old = before.content().config();
        ImageConfig now = after.content().config();
        ValueChange.addChanges(changes, "label ", labels(before), labels(after));
        ValueChange.addChanges(
                changes,
                "environment ",
                old.defaults().environment(),
                now.defaults().environment());
        ValueChange.addChange(
                changes,
                "entrypoint",
                String.join(" ", old.defaults().entrypoint()),
                String.join(" ", now.defaults().entrypoint()));
        ValueChange.addChange(
                changes,
                "cmd",
                String.join(" ", old.defaults().cmd()),
                String.join(" ", now.defaults().cmd()));
        ValueChange.addChange(
                changes,
                "working directory",
                old.defaults().workingDir(),
                now.defaults().workingDir());
        ValueChange.addChange(
                changes, "user", old.defaults().user(), now.defaults().user());
        ValueChange.addChange(
                changes,
                "platform",
                old.platform().map(Object::toString).orElse(null),
                now.platform().map(Object::toString).orElse(null));
        return changes;
    }

    private static Map<String, String> labels(ImageRecord image) {
        Map<String, String> labels = new HashMap<>(image.labels());
        labels.keySet().removeAll(OF_A_BUILD);
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    /** {@return how many layers of the image the other image has too} */
    public int sharedLayers() {
        Set<Digest> old = before.content().layers().stream()
                .map(ImageRecord.Layer::digest)
                .collect(Collectors.toSet());
        Set<Digest> shared = new HashSet<>(old);
        shared.retainAll(
                after.content().layers().stream().map(ImageRecord.Layer::digest).toList());
        return shared.size();
    }

    /** {@return by how many bytes the image is larger} */
    public long growth() {
        return after.content().size() - before.content().size();
    }

    /** {@return the difference in one line} */
    public String summary() {
        List<String> parts = new ArrayList<>();
        if (packages.isEmpty()) {
            parts.add("packages unknown");
        } else if (packages.get().isEmpty()) {
            parts.add("the same packages");
        } else {
            for (PackageChange.Kind kind : PackageChange.Kind.values()) {
                long count = packages.get().stream()
                        .filter(change -> change.kind() == kind)
                        .count();
                if (count > 0) {
                    parts.add(Plural.count(count, "package") + " " + kind.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        for (ValueChange change : values) {
            if (change.name().equals("label " + FdoLabels.RECIPE_DIGEST)) {
                parts.add("another recipe");
            } else if (change.name().equals("label " + FdoLabels.BASE_DIGEST)) {
                parts.add("another base image");
            }
        }
        parts.add("size " + Inspection.size(before.content().size()) + " → "
                + Inspection.size(after.content().size()));
        return String.join(", ", parts);
    }
}
