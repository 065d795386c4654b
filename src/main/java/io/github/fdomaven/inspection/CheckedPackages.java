package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.inspection.PackageState.Status;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.PendingUpdate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An image and the state of its packages.
 *
 * @param state the state; of an index, the state of all its images together
 * @param platforms the state of each image of an index, by its platform
 */
public record CheckedPackages(NamedImage image, PackageState state, Map<Platform, PackageState> platforms) {

    public CheckedPackages {
        platforms = Collections.unmodifiableMap(new LinkedHashMap<>(platforms));
    }

    static CheckedPackages of(NamedImage image, PackageState state) {
        return new CheckedPackages(image, state, Map.of());
    }

    /** {@return the state of an index: an update for one platform is an update, and is rebuilt with all platforms} */
    static CheckedPackages of(NamedImage image, Map<Platform, PackageState> platforms) {
        List<PendingUpdate> updates = platforms.values().stream()
                .flatMap(state -> state.updates().stream())
                .distinct()
                .toList();
        PackageState all = updates.isEmpty()
                ? platforms.entrySet().stream()
                        .filter(one -> one.getValue().status() == Status.UNKNOWN)
                        .findFirst()
                        .map(one -> PackageState.unknown(
                                one.getKey() + ": " + one.getValue().sentence()))
                        .orElseGet(() -> common(platforms))
                : PackageState.of(updates);
        return new CheckedPackages(image, all, platforms);
    }

    private static PackageState common(Map<Platform, PackageState> platforms) {
        Stream<PackageState> states = platforms.values().stream().distinct();
        return states.reduce((first, second) -> PackageState.of(List.of())).orElseThrow();
    }

    /** {@return whether packages have updates} */
    public boolean hasUpdates() {
        return state.status() == Status.UPDATES;
    }

    @Override
    public String toString() {
        return image + ": " + state.status() + ": " + state.sentence();
    }
}
