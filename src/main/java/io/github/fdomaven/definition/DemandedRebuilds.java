package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images that must be rebuilt, because their base image has changed or their packages have updates. A job passes them on to
 * later jobs of its pipeline. A later job rebuilds an image from the base image that has changed, or fails.
 *
 * @param bases by the reference of the image, the reference of the base image that has changed; empty if only its packages have
 *     updates
 */
public record DemandedRebuilds(Map<String, String> bases) {

    /** The variable of later jobs. */
    public static final String VARIABLE = "FDO_CHANGED_BASES";

    public DemandedRebuilds {
        bases = Map.copyOf(bases);
    }

    /** Parses the value of the variable. */
    public static DemandedRebuilds parse(String text) {
        return new DemandedRebuilds(Stream.of(text.split(","))
                .map(pair -> pair.strip().split("=", 2))
                .collect(Collectors.toMap(
                        pair -> Reference.parse(pair[0]).toString(),
                        pair -> pair.length < 2 ? "" : Reference.parse(pair[1]).toString(),
                        (first, second) -> second.isEmpty() ? first : second)));
    }

    /** {@return the rebuild of an image, if it must be rebuilt} */
    public Optional<ImageDefinition.Rebuild> of(Reference image) {
        return Optional.ofNullable(bases.get(image.toString()))
                .map(base -> base.isEmpty()
                        ? new ImageDefinition.Rebuild("its packages have updates", Optional.empty())
                        : new ImageDefinition.Rebuild(
                                "its base image has changed", Optional.of(Reference.parse(base))));
    }

    /** {@return the other images, which must still be rebuilt} */
    public DemandedRebuilds without(Set<Reference> rebuilt) {
        Map<String, String> others = new HashMap<>(bases);
        rebuilt.forEach(image -> others.remove(image.toString()));
        return new DemandedRebuilds(others);
    }

    /** {@return whether no image must be rebuilt} */
    public boolean isEmpty() {
        return bases.isEmpty();
    }

    /** The value of the variable. References have neither commas nor equals signs. */
    @Override
    public String toString() {
        return new TreeMap<>(bases)
                .entrySet().stream()
                        .map(image ->
                                image.getValue().isEmpty() ? image.getKey() : image.getKey() + "=" + image.getValue())
                        .collect(Collectors.joining(","));
    }
}
