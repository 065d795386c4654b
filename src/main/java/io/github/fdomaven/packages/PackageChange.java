package io.github.fdomaven.packages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A difference between the packages of two images.
 *
 * @param before the package of the first image; none if it was added
 * @param after the package of the second image; none if it was removed
 */
public record PackageChange(Kind kind, Optional<InstalledPackage> before, Optional<InstalledPackage> after) {

    /** What happened to a package. */
    public enum Kind {
        ADDED,
        REMOVED,
        UPGRADED,
        DOWNGRADED,

        /** The version is spelled in another way, but is equal, or another source package has built it. */
        CHANGED
    }

    /** {@return the package, as it is now if it is there} */
    public InstalledPackage installed() {
        return after.or(() -> before).orElseThrow();
    }

    /** {@return the changes between two lists of packages, sorted by name} */
    public static List<PackageChange> between(PackageList before, PackageList after) {
        Map<String, List<InstalledPackage>> removed = without(before.packages(), after.packages());
        Map<String, List<InstalledPackage>> added = without(after.packages(), before.packages());
        Comparator<String> order = after.format().versionOrder();
        List<PackageChange> changes = new ArrayList<>();
        removed.forEach((key, packages) -> {
            List<InstalledPackage> replacements = added.getOrDefault(key, List.of());
            // Several versions of one package can be installed. It is not known which replaces which.
            if (before.format() == after.format() && packages.size() == 1 && replacements.size() == 1) {
                added.remove(key);
                changes.add(replaced(packages.get(0), replacements.get(0), order));
            } else {
                packages.forEach(installed ->
                        changes.add(new PackageChange(Kind.REMOVED, Optional.of(installed), Optional.empty())));
            }
        });
        added.values()
                .forEach(packages -> packages.forEach(installed ->
                        changes.add(new PackageChange(Kind.ADDED, Optional.empty(), Optional.of(installed)))));
        changes.sort(Comparator.comparing(PackageChange::installed).thenComparing(PackageChange::kind));
        return List.copyOf(changes);
    }

    /** The packages that are not in the other list, by name and architecture. */
    private static Map<String, List<InstalledPackage>> without(
            List<InstalledPackage> packages, List<InstalledPackage> others) {
        Set<InstalledPackage> known = new HashSet<>(others);
        Map<String, List<InstalledPackage>> rest = new TreeMap<>();
        for (InstalledPackage installed : packages) {
            if (!known.contains(installed)) {
                rest.computeIfAbsent(key(installed), key -> new ArrayList<>()).add(installed);
            }
        }
        return rest;
    }

    private static String key(InstalledPackage installed) {
        return installed.name() + "\t" + installed.architecture();
    }

    private static PackageChange replaced(InstalledPackage before, InstalledPackage after, Comparator<String> order) {
        int difference = order.compare(before.version(), after.version());
        Kind kind = difference == 0 ? Kind.CHANGED : difference < 0 ? Kind.UPGRADED : Kind.DOWNGRADED;
        return new PackageChange(kind, Optional.of(before), Optional.of(after));
    }
}
