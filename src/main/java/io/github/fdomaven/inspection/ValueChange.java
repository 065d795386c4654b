package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.JsonText;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A value of an image that differs from that of another image.
 *
 * @param name what differs, such as {@code label maintainer}
 * @param before the value of the other image, if it has one
 * @param after the value of the image, if it has one
 */
public record ValueChange(String name, Optional<String> before, Optional<String> after) {

    /** The name of the digest of the base image. */
    static final String BASE_DIGEST = "base digest";

    /** Labels that differ in each build, and labels whose content is compared in another way. */
    private static final Set<String> OTHER_LABELS = Set.of(
            FdoLabels.PIPELINE_ID,
            "fdo.job_id",
            "fdo.commit",
            FdoLabels.RECIPE,
            FdoLabels.RECIPE_DIGEST,
            FdoLabels.BASE_IMAGE,
            FdoLabels.BASE_DIGEST,
            FdoLabels.PACKAGES,
            FdoLabels.PACKAGES_DIGEST,
            FdoLabels.METADATA_DIGEST,
            FdoLabels.METADATA_URLS,
            "org.opencontainers.image.created",
            "org.opencontainers.image.revision",
            "org.opencontainers.image.base.name",
            "org.opencontainers.image.base.digest");

    /**
     * Whether size, layers and environment can be compared: an engine says less about an image than a registry, and has other
     * sizes.
     */
    static boolean isComparable(ImageRecord before, ImageRecord after) {
        return before.manifest().isPresent() == after.manifest().isPresent();
    }

    /** Compares base image, labels, config, platforms and the number of layers. The sizes are in the summary. */
    static List<ValueChange> between(ImageRecord before, ImageRecord after) {
        Changes changes = new Changes(new ArrayList<>());
        ImageRecord.Content old = before.content();
        ImageRecord.Content now = after.content();
        Map<String, String> oldLabels = old.config().labels();
        Map<String, String> labels = now.config().labels();
        changes.add("base image", label(oldLabels, FdoLabels.BASE_IMAGE), label(labels, FdoLabels.BASE_IMAGE));
        changes.add(BASE_DIGEST, label(oldLabels, FdoLabels.BASE_DIGEST), label(labels, FdoLabels.BASE_DIGEST));
        changes.addAll("label ", compared(oldLabels), compared(labels));
        changes.add("platforms", platforms(before), platforms(after));
        if (isComparable(before, after)) {
            changes.addConfig(old.config().defaults(), now.config().defaults());
            changes.add(
                    "layers",
                    String.valueOf(old.layers().size()),
                    String.valueOf(now.layers().size()));
        }
        return changes.found();
    }

    private static String label(Map<String, String> labels, String name) {
        return FdoLabels.value(labels, name).orElse("");
    }

    private static Map<String, String> compared(Map<String, String> labels) {
        Map<String, String> compared = new HashMap<>(labels);
        compared.keySet().removeAll(OTHER_LABELS);
        return compared;
    }

    private static String platforms(ImageRecord image) {
        return image.platforms().stream().map(Platform::toString).sorted().collect(Collectors.joining(", "));
    }

    /** Collects the values that differ. */
    private record Changes(List<ValueChange> found) {

        void addConfig(ImageConfig.ContainerDefaults before, ImageConfig.ContainerDefaults after) {
            addAll("environment ", before.environment(), after.environment());
            add("entrypoint", words(before.entrypoint()), words(after.entrypoint()));
            add("cmd", words(before.cmd()), words(after.cmd()));
            add("working directory", before.workingDir(), after.workingDir());
            add("user", before.user(), after.user());
        }

        /** As JSON, which shows where a word ends. */
        private static String words(List<String> words) {
            return words.isEmpty() ? "" : JsonText.write(words);
        }

        void addAll(String kind, Map<String, String> before, Map<String, String> after) {
            Set<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            for (String name : names) {
                add(kind + name, before.getOrDefault(name, ""), after.getOrDefault(name, ""));
            }
        }

        /** An empty value is none: inherited labels cannot be removed, only set to an empty value. */
        void add(String name, String before, String after) {
            if (!Objects.equals(before, after)) {
                found.add(new ValueChange(OneLine.withoutMarks(name), value(before), value(after)));
            }
        }

        private static Optional<String> value(String text) {
            return Optional.of(OneLine.withoutMarks(text)).filter(value -> !value.isEmpty());
        }
    }
}
