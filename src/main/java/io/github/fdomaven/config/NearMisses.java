package io.github.fdomaven.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds names that nobody reads but that somebody surely meant to be read: a letter off, a plural, the prefix or the word
 * "distribution" forgotten. The CI templates ignore such names in silence, and build the wrong image.
 */
public final class NearMisses {

    /** What the plugin or the templates set themselves. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("FDO_DISTRIBUTION_IMAGE", "FDO_DISTRIBUTION_IMAGE_DIGEST", "FDO_POKE_CHAIN");

    /** The names without a prefix that only a user of the CI templates would write, without what separates their words. */
    private static final Set<String> TEMPLATES = Stream.of(Setting.values())
            .map(Setting::variable)
            .flatMap(Optional::stream)
            .filter(name -> name.startsWith("FDO_DISTRIBUTION_")
                    || Set.of(
                                    "FDO_UPSTREAM_REPO",
                                    "FDO_REPO_SUFFIX",
                                    "FDO_FORCE_REBUILD",
                                    "FDO_BASE_IMAGE",
                                    "FDO_EXPIRES_AFTER")
                            .contains(name))
            .map(name -> plain(name.substring("FDO_".length())))
            .collect(Collectors.toUnmodifiableSet());

    /** The names that would be right if the variable of the distribution followed from its property. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "FDO_DISTRIBUTION", Setting.DISTRIBUTION.variable().orElseThrow(),
            "fdo.distribution.name", Setting.DISTRIBUTION.property().orElseThrow());

    private static final int CLOSE = 2;

    private NearMisses() {}

    /**
     * Looks for near misses.
     *
     * @param variables the names of all variables
     * @param properties the names of all properties that the user or the project set
     * @return a sentence for each, in the order of the names
     */
    public static List<String> find(Collection<String> variables, Collection<String> properties) {
        List<String> sentences = new ArrayList<>();
        sentences.addAll(sentences("variable", variables, "FDO_", "_", Setting::variable));
        sentences.addAll(sentences("property", properties, "fdo.", ".", Setting::property));
        return sentences;
    }

    /**
     * Looks for names with our prefix that may have been meant to narrow a deletion, and do not.
     *
     * @param variables the names of all variables
     * @param properties the names of all properties that the user or the project set
     * @return a sentence for each
     */
    static List<String> ofDeletion(Collection<String> variables, Collection<String> properties) {
        List<String> sentences = new ArrayList<>(find(
                variables.stream().filter(name -> name.startsWith("FDO_")).toList(),
                properties.stream().filter(name -> name.startsWith("fdo.")).toList()));
        Stream.concat(
                        unknown(variables, "FDO_DELETE", Setting::variable),
                        unknown(properties, "fdo.delete", Setting::property))
                .filter(name -> sentences.stream().noneMatch(sentence -> sentence.contains(" " + name + " ")))
                .map(name -> "The name " + name + " is not one that this plugin knows, and has no effect.")
                .forEach(sentences::add);
        return sentences;
    }

    private static Stream<String> unknown(
            Collection<String> names, String prefix, Function<Setting, Optional<String>> known) {
        return names.stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> Stream.of(Setting.values()).map(known).noneMatch(Optional.of(name)::equals))
                .sorted();
    }

    private static List<String> sentences(
            String kind,
            Collection<String> names,
            String prefix,
            String separator,
            Function<Setting, Optional<String>> known) {
        Set<String> knownNames = Stream.of(Setting.values())
                .map(known)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        return names.stream()
                .filter(name -> !knownNames.contains(name) && !isOurs(name))
                .sorted()
                .flatMap(name -> meant(name, knownNames, prefix, separator).stream()
                        .map(meant -> "The " + kind + " " + name
                                + " is not one that this plugin knows, and has no effect: was " + meant + " meant?"))
                .toList();
    }

    private static boolean isOurs(String name) {
        return NOT_SETTINGS.contains(name) || name.startsWith("FDO_IMAGE_") || name.startsWith("fdo.image.");
    }

    private static Optional<String> meant(String name, Set<String> known, String prefix, String separator) {
        return name.startsWith(prefix) ? closest(name, known, prefix, separator) : withoutPrefix(name, known, prefix);
    }

    private static Optional<String> closest(String name, Set<String> known, String prefix, String separator) {
        Optional<String> exception = Optional.ofNullable(EXCEPTIONS.get(name));
        if (exception.isPresent()) {
            return exception;
        }
        String word = "distribution" + separator;
        return known.stream()
                .filter(candidate -> plain(candidate).equals(plain(name))
                        || plain(candidate).equals(plain(prefix + word + name.substring(prefix.length())))
                        || Spelling.distance(candidate, name) <= CLOSE)
                .min((a, b) -> Spelling.distance(a, name) - Spelling.distance(b, name));
    }

    /**
     * Only names of the templates: those of one word, such as USER, and common ones, such as CACHE_DIR, belong to others.
     */
    private static Optional<String> withoutPrefix(String name, Set<String> known, String prefix) {
        boolean isOfTemplates = known.contains(prefix + name) && TEMPLATES.contains(plain(name));
        return isOfTemplates ? Optional.of(prefix + name) : Optional.empty();
    }

    /** A name without what people write differently: {@code fdo.baseImage}, {@code fdo.base-image}, {@code FDO_BASEIMAGE}. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
