package io.github.fdomaven.packages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

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

        /**
         * The version is spelled in another way, but is equal, or another source package has built it, or the version is that of
         * another distribution.
         */
        CHANGED
    }

    /** {@return the package, as it is now if it is there} */
    public InstalledPackage installed() {
        return after.or(() -> before).orElseThrow();
    }

    /**
     * {@return whether the versions in two lists have an order: that of one distribution} Another distribution may build an older
     * program with a higher version.
     */
    public static boolean isOrdered(PackageList before, PackageList after) {
        return before.format() == after.format()
                && before.system().id().equals(after.system().id());
    }

    /** {@return the changes between two lists of packages, sorted by name} */
    public static List<PackageChange> between(PackageList before, PackageList after) {
        boolean isOrdered = isOrdered(before, after);
        // Another distribution has other names of architectures.
        Function<InstalledPackage, String> key = isOrdered ? PackageChange::key : InstalledPackage::name;
        Map<String, List<InstalledPackage>> removed = without(before.packages(), after.packages(), key);
        Map<String, List<InstalledPackage>> added = without(after.packages(), before.packages(), key);
        Comparator<String> order = isOrdered ? after.format().versionOrder() : (one, other) -> 0;
        List<PackageChange> changes = new ArrayList<>();
        removed.forEach((name, packages) -> {
            List<InstalledPackage> replacements = added.getOrDefault(name, List.of());
            // Several versions of one package can be installed. It is not known which replaces which.
            if (packages.size() == 1 && replacements.size() == 1) {
                added.remove(name);
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

    /** The packages that are not in the other list, by their key. */
    private static Map<String, List<InstalledPackage>> without(
            List<InstalledPackage> packages, List<InstalledPackage> others, Function<InstalledPackage, String> key) {
        Set<InstalledPackage> known = new HashSet<>(others);
        Map<String, List<InstalledPackage>> rest = new TreeMap<>();
        for (InstalledPackage installed : packages) {
            if (!known.contains(installed)) {
                rest.computeIfAbsent(key.apply(installed), first -> new ArrayList<>())
                        .add(installed);
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
