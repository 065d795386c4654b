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
 * The images whose base image has changed, as a job passes them on to later jobs of its pipeline. A later job rebuilds these
 * images from the same base images, or fails.
 *
 * @param bases by the reference of the image, the reference of its base image
 */
public record ChangedBases(Map<String, String> bases) {

    /** The variable of later jobs. */
    public static final String VARIABLE = "FDO_CHANGED_BASES";

    public ChangedBases {
        bases = Map.copyOf(bases);
    }

    /** Parses the value of the variable. */
    public static ChangedBases parse(String text) {
        return new ChangedBases(Stream.of(text.split(","))
                .map(pair -> pair.strip().split("=", 2))
                .collect(Collectors.toMap(
                        pair -> Reference.parse(pair[0]).toString(),
                        pair -> Reference.parse(pair.length < 2 ? "" : pair[1]).toString(),
                        (first, second) -> second)));
    }

    /** {@return the base image that has changed, for an image that must be rebuilt for this reason} */
    public Optional<Reference> of(Reference image) {
        return Optional.ofNullable(bases.get(image.toString())).map(Reference::parse);
    }

    /** {@return the other images, which must still be rebuilt} */
    public ChangedBases without(Set<Reference> rebuilt) {
        Map<String, String> others = new HashMap<>(bases);
        rebuilt.forEach(image -> others.remove(image.toString()));
        return new ChangedBases(others);
    }

    /** {@return whether no base image has changed} */
    public boolean isEmpty() {
        return bases.isEmpty();
    }

    /** The value of the variable. References have neither commas nor equals signs. */
    @Override
    public String toString() {
        return new TreeMap<>(bases)
                .entrySet().stream()
                        .map(image -> image.getKey() + "=" + image.getValue())
                        .collect(Collectors.joining(","));
    }
}
