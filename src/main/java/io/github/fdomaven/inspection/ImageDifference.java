package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.PackageChange;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Plural;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What differs between two images.
 *
 * @param before the image to compare with, such as the image that a rebuild replaced
 * @param after the image
 * @param packages the changes of packages; none if one of the images has no list of packages
 * @param note why the packages cannot be compared, or how they were compared; empty if there is nothing to say
 * @param recipe what changed in the recipe, such as {@code packages +curl}
 * @param values the other changes
 */
public record ImageDifference(
        ImageRecord before,
        ImageRecord after,
        Optional<List<PackageChange>> packages,
        String note,
        List<String> recipe,
        List<ValueChange> values) {

    private static final int SHORT_DIGEST = 12;

    public ImageDifference {
        packages = packages.map(List::copyOf);
        recipe = List.copyOf(recipe);
        values = List.copyOf(values);
    }

    /**
     * {@return the difference of two images}
     *
     * @throws io.github.fdomaven.support.FdoException if the content of an image cannot be read
     */
    public static ImageDifference between(ImageRecord before, ImageRecord after) {
        List<ValueChange> values = ValueChange.between(before, after);
        List<String> recipe = recipeChanges(
                before.content().config().labels(), after.content().config().labels());
        try {
            Optional<PackageList> old = before.packages();
            Optional<PackageList> now = after.packages();
            if (old.isPresent() && now.isPresent()) {
                List<PackageChange> packages = PackageChange.between(old.get(), now.get());
                return new ImageDifference(
                        before, after, Optional.of(packages), order(old.get(), now.get()), recipe, values);
            }
            String unlisted = old.isPresent()
                    ? after.reference() + " has"
                    : before.reference() + (now.isPresent() ? " has" : " and " + after.reference() + " have");
            return new ImageDifference(
                    before,
                    after,
                    Optional.empty(),
                    "The packages cannot be compared: " + unlisted + " no label " + FdoLabels.PACKAGES + ".",
                    recipe,
                    values);
        } catch (FixableException e) {
            return new ImageDifference(before, after, Optional.empty(), e.getMessage(), recipe, values);
        }
    }

    private static String order(PackageList before, PackageList after) {
        if (PackageChange.isOrdered(before, after)) {
            return "";
        }
        String what = !before.system().equals(after.system())
                ? "distributions, " + before.system() + " and " + after.system()
                : "package formats, " + before.format().id() + " and "
                        + after.format().id();
        return "The images have different " + what
                + ": the packages are compared by name, and no version counts as newer.";
    }

    private static List<String> recipeChanges(Map<String, String> before, Map<String, String> after) {
        Optional<String> old = FdoLabels.value(before, FdoLabels.RECIPE_DIGEST);
        Optional<String> now = FdoLabels.value(after, FdoLabels.RECIPE_DIGEST);
        if (old.equals(now)) {
            return List.of();
        }
        Optional<String> oldNote = FdoLabels.value(before, FdoLabels.RECIPE);
        Optional<String> note = FdoLabels.value(after, FdoLabels.RECIPE);
        List<String> changes =
                oldNote.isPresent() && note.isPresent() ? RecipeNote.changes(oldNote.get(), note.get()) : List.of();
        return changes.isEmpty() ? List.of("digest " + shortDigest(old) + " → " + shortDigest(now)) : changes;
    }

    private static String shortDigest(Optional<String> label) {
        return label.map(text -> text.startsWith("sha256:") ? text.substring("sha256:".length()) : text)
                .map(text -> OneLine.shortened(text, SHORT_DIGEST).replace("…", ""))
                .orElse("none");
    }

    /** {@return the platform that was compared, if one of the images is an index} */
    public Optional<Platform> platform() {
        return before.isIndex() || after.isIndex() ? after.content().config().platform() : Optional.empty();
    }

    /** {@return both images, with the platform that was compared} */
    public String title() {
        return after + " compared with " + before
                + platform().map(platform -> " for " + platform).orElse("");
    }

    /** {@return how many layers of the image the other image has too; empty if the layers cannot be compared} */
    public OptionalInt sharedLayers() {
        if (!ValueChange.isComparable(before, after)) {
            return OptionalInt.empty();
        }
        Set<Digest> shared = layers(after);
        shared.retainAll(layers(before));
        return OptionalInt.of(shared.size());
    }

    private static Set<Digest> layers(ImageRecord image) {
        return image.content().layers().stream()
                .map(ImageRecord.Layer::digest)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** {@return by how many bytes the image is larger; empty if the sizes cannot be compared} */
    public OptionalLong growth() {
        return ValueChange.isComparable(before, after)
                ? OptionalLong.of(after.content().size() - before.content().size())
                : OptionalLong.empty();
    }

    /** {@return the difference in one line} */
    public String summary() {
        List<String> parts = new ArrayList<>();
        parts.add(packages.map(ImageDifference::counts).orElse("packages unknown"));
        if (!recipe.isEmpty()) {
            parts.add("another recipe");
        }
        if (values.stream().anyMatch(change -> change.name().equals(ValueChange.BASE_DIGEST))) {
            parts.add("another base image");
        }
        if (growth().isPresent()) {
            String old = Inspection.size(before.content().size());
            String now = Inspection.size(after.content().size());
            parts.add("size " + (old.equals(now) ? now : old + " → " + now));
        }
        return String.join(", ", parts);
    }

    /** {@return how many packages changed, for each kind of change} */
    public static String counts(List<PackageChange> packages) {
        List<String> counts = new ArrayList<>();
        for (PackageChange.Kind kind : PackageChange.Kind.values()) {
            long count =
                    packages.stream().filter(change -> change.kind() == kind).count();
            if (count > 0) {
                counts.add(Plural.count(count, "package") + " " + kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return counts.isEmpty() ? "the same packages" : String.join(", ", counts);
    }
}
