package io.github.fdomaven.config;

import io.github.fdomaven.definition.DemandedRebuilds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds names that have no effect but are close to the name of a setting: a typing error, a plural, a missing prefix or a
 * missing {@code distribution}. The CI templates ignore such names and build the wrong image.
 */
public final class NearMisses {

    /** Names that the plugin or the CI templates set themselves, or that the plugin reads elsewhere. */
    private static final Set<String> NOT_SETTINGS = Set.of(
            "FDO_DISTRIBUTION_IMAGE",
            "fdo.distribution.image",
            "FDO_DISTRIBUTION_IMAGE_DIGEST",
            "FDO_POKE_CHAIN",
            "FDO_PIPELINE_ID",
            DemandedRebuilds.VARIABLE);

    /** Variables of the CI templates that have no equivalent here, such as those of the jobs that build images for QEMU. */
    private static final Pattern WITHOUT_EQUIVALENT =
            Pattern.compile("FDO_(DISTRIBUTION_POST_EXEC|CBUILD(_.+)?|(.+_)?QEMU(_.+)?)");

    /** The templates own the names that begin like this, so that such a name is never a user's own. */
    private static final String OF_TEMPLATES = "FDO_DISTRIBUTION_";

    /** Variables of the CI templates apart from those of the distribution. */
    private static final Set<String> OTHER_TEMPLATE_VARIABLES =
            Set.of("FDO_UPSTREAM_REPO", "FDO_REPO_SUFFIX", "FDO_FORCE_REBUILD", "FDO_BASE_IMAGE", "FDO_EXPIRES_AFTER");

    /** The names of the CI templates' variables without the prefix, as plain letters. */
    private static final Set<String> TEMPLATE_NAMES = templateNames();

    /** The variable and the property of the distribution, as their names would be if both were formed alike. */
    private static final Map<String, String> EXCEPTIONS =
            Map.of("FDO_DISTRIBUTION", "FDO_DISTRIBUTION_NAME", "fdo.distribution.name", "fdo.distribution");

    private static final int MAX_DISTANCE = 2;

    private NearMisses() {}

    private static Set<String> templateNames() {
        Set<String> names = new HashSet<>();
        for (String name : known(Setting::variable)) {
            if (name.startsWith(OF_TEMPLATES) || OTHER_TEMPLATE_VARIABLES.contains(name)) {
                names.add(letters(name.substring("FDO_".length())));
            }
        }
        return Set.copyOf(names);
    }

    /**
     * {@return a warning for each variable and property that is close to the name of a setting or belongs to the CI templates,
     * sorted by name, the variables first}
     */
    public static List<String> find(Collection<String> variables, Collection<String> properties) {
        List<String> warnings = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : new TreeSet<>(variables)) {
            if (WITHOUT_EQUIVALENT.matcher(name).matches()) {
                warnings.add("The variable " + name + " of the CI templates has no equivalent in this plugin, and no"
                        + " effect.");
            } else {
                others.add(name);
            }
        }
        warnings.addAll(find("variable", others, "FDO_", "_", known(Setting::variable)));
        warnings.addAll(find("property", properties, "fdo.", ".", known(Setting::property)));
        return warnings;
    }

    /** Returns warnings about names with the plugin's prefix that may have been meant to limit a deletion. */
    static List<String> ofDeletion(Collection<String> variables, Collection<String> properties) {
        List<String> warnings = new ArrayList<>(find(
                variables.stream().filter(name -> name.startsWith("FDO_")).toList(),
                properties.stream().filter(name -> name.startsWith("fdo.")).toList()));
        Stream.concat(
                        unknown("variable", variables, "FDO_DELETE", known(Setting::variable)),
                        unknown("property", properties, "fdo.delete", known(Setting::property)))
                .filter(warning -> warnings.stream().noneMatch(other -> other.startsWith(warning)))
                .forEach(warnings::add);
        return warnings;
    }

    private static Stream<String> unknown(String kind, Collection<String> names, String prefix, Set<String> known) {
        return names.stream()
                .filter(name -> name.startsWith(prefix) && !known.contains(name))
                .sorted()
                .map(name -> warning(kind + " " + name, Optional.empty()));
    }

    /** {@return a warning about an unknown element of the POM, with the name of a setting of its parent that is close} */
    public static String element(String name, String parent, Set<Setting> settings) {
        Optional<String> meant = settings.stream()
                .filter(setting -> isClose(setting.element(), name)
                        || setting.property().map(NearMisses::letters).equals(Optional.of("fdo" + letters(name))))
                .map(Setting::element)
                .min(Comparator.comparingInt(element -> distance(element, name)))
                .map(element -> "<" + element + ">");
        return warning("element <" + name + "> in <" + parent + ">", meant);
    }

    private static String warning(String unknown, Optional<String> meant) {
        return "Unknown " + unknown + " has no effect."
                + meant.map(name -> " Did you mean " + name + "?").orElse("");
    }

    private static List<String> find(
            String kind, Collection<String> names, String prefix, String separator, Set<String> known) {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name) && !isSetByPlugin(name)) {
                Optional<String> meant = meant(name, known, prefix, separator);
                if (meant.isPresent() || name.startsWith(OF_TEMPLATES)) {
                    warnings.add(warning(kind + " " + name, meant));
                }
            }
        }
        return warnings;
    }

    private static Set<String> known(Function<Setting, Optional<String>> name) {
        Set<String> known = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            name.apply(setting).ifPresent(known::add);
        }
        return known;
    }

    private static boolean isSetByPlugin(String name) {
        return NOT_SETTINGS.contains(name) || name.startsWith("FDO_IMAGE_") || name.startsWith("fdo.image.");
    }

    private static Optional<String> meant(String name, Set<String> known, String prefix, String separator) {
        // A variable's name may be used for a property, as in -DFDO_FORCE_REBUILD=1, and the other way round.
        String spelled = spelled(name, prefix, separator);
        if (!spelled.startsWith(prefix)) {
            // Other programs use names such as USER and CACHE_DIR, so only names of the CI templates count.
            String whole = prefix + name;
            return known.contains(whole) && TEMPLATE_NAMES.contains(letters(name))
                    ? Optional.of(whole)
                    : Optional.empty();
        }
        String inner = spelled(prefix + "distribution" + separator, prefix, separator);
        return Optional.ofNullable(EXCEPTIONS.get(spelled))
                .or(() -> closest(spelled, known))
                .or(() -> closest(
                                spelled.substring(prefix.length()),
                                known.stream()
                                        .filter(candidate -> candidate.startsWith(inner))
                                        .map(candidate -> candidate.substring(inner.length()))
                                        .collect(Collectors.toCollection(TreeSet::new)))
                        .map(inner::concat))
                .or(() -> Optional.of(spelled)
                        .filter(text -> text.startsWith(inner))
                        .flatMap(text -> closest(prefix + text.substring(inner.length()), known)));
    }

    private static Optional<String> closest(String name, Set<String> known) {
        return known.stream()
                .filter(candidate -> isClose(candidate, name))
                .min(Comparator.comparingInt(candidate -> distance(candidate, name)));
    }

    /** The name in the letters and with the separators that variables or properties have. */
    private static String spelled(String name, String prefix, String separator) {
        boolean isUpper = Character.isUpperCase(prefix.charAt(0));
        String text = isUpper ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT);
        return text.replace(".", separator).replace("_", separator).replace("-", separator);
    }

    /** Whether two names differ in case and separators only, or in a few letters. */
    private static boolean isClose(String known, String name) {
        int limit = Math.min(MAX_DISTANCE, (known.length() + 1) / 3);
        boolean isAsLong = Math.abs(known.length() - name.length()) <= limit;
        return letters(known).equals(letters(name)) || isAsLong && distance(known, name) <= limit;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** How many letters to add, remove, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : distance(a, b, i, j, distances);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int distance(String a, String b, int i, int j, int[][] distances) {
        int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int changed = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean isSwapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(changed, 1 + distances[i - 2][j - 2]) : changed;
    }
}
