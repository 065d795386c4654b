package io.github.fdomaven.packages;

import io.github.fdomaven.support.Glob;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The packages that a user wants to see.
 *
 * @param names the patterns for the names of the packages; no patterns mean all packages
 */
public record PackageFilter(List<Glob> names) {

    public PackageFilter {
        names = List.copyOf(names);
    }

    /** {@return a filter of patterns, with {@code *} for any characters and {@code ?} for one character} */
    public static PackageFilter of(List<String> patterns) {
        return new PackageFilter(patterns.stream().map(Glob::new).toList());
    }

    /** {@return whether the filter leaves out packages} */
    public boolean isActive() {
        return !names.isEmpty();
    }

    /** {@return the packages of a list that match} */
    public List<InstalledPackage> of(PackageList list) {
        return list.packages().stream()
                .filter(installed -> names.isEmpty() || names.stream().anyMatch(name -> name.matches(installed.name())))
                .toList();
    }

    @Override
    public String toString() {
        return names.stream().map(Glob::toString).collect(Collectors.joining(","));
    }
}
