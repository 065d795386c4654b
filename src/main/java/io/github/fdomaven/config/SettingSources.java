package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The places where a setting may have a value, in their order: the POM, the properties, the environment. A value of nothing
 * but white space is none.
 */
public final class SettingSources {

    /** What stands in a string for bytes that the JVM could not read in its locale. */
    private static final char UNREADABLE = '\uFFFD';

    private static final Set<String> TRUE = Set.of("1", "true", "yes");
    private static final Set<String> FALSE = Set.of("0", "false", "no");

    /** What the POM has, the nearest to the image first. */
    private final List<Map<Setting, String>> pom;

    private final Map<String, String> properties;
    private final Environment environment;

    /**
     * Joins the places.
     *
     * @param pom the values that the POM has
     * @param properties the properties of the user and of the project
     * @param environment the environment
     */
    public SettingSources(Map<Setting, String> pom, Map<String, String> properties, Environment environment) {
        this(List.of(Map.copyOf(pom)), Map.copyOf(properties), environment);
    }

    private SettingSources(List<Map<Setting, String>> pom, Map<String, String> properties, Environment environment) {
        this.pom = pom;
        this.properties = properties;
        this.environment = environment;
    }

    /** The same places, but before all of them what the POM has for one image. */
    SettingSources within(Map<Setting, String> image) {
        List<Map<Setting, String>> layers = new ArrayList<>();
        layers.add(Map.copyOf(image));
        layers.addAll(pom);
        return new SettingSources(layers, properties, environment);
    }

    Environment environment() {
        return environment;
    }

    Set<String> propertyNames() {
        return properties.keySet();
    }

    Optional<String> value(Setting setting) {
        return candidates(setting).findFirst().map(value -> readable(setting.toString(), value, value));
    }

    private Stream<String> candidates(Setting setting) {
        List<Optional<String>> values = new ArrayList<>();
        pom.forEach(layer -> values.add(Optional.ofNullable(layer.get(setting))));
        values.add(setting.property().map(properties::get));
        values.add(setting.variable().flatMap(environment::get));
        setting.ciVariables().forEach(variable -> values.add(environment.get(variable)));
        return values.stream().flatMap(Optional::stream).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A JVM in the POSIX locale cannot read what is not ASCII; to go on would put question marks into an image. */
    static String readable(String setting, String value, String shown) {
        if (value.indexOf(UNREADABLE) >= 0) {
            throw new FixableException(
                    setting + ": '" + shown + "' holds characters that Java could not read in this locale."
                            + " Set LC_ALL=C.UTF-8, or another locale in UTF-8, where Maven runs.");
        }
        return value;
    }

    /** Reads a value with a function that throws IllegalArgumentException where it is not valid. */
    <T> Optional<T> value(Setting setting, Function<String, T> parse) {
        return value(setting).map(value -> parsed(setting, value, parse));
    }

    static <T> T parsed(Setting setting, String value, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw new FixableException(setting + ": " + e.getMessage(), e);
        }
    }

    /** For a setting without which more happens than with it. */
    void refuseBlankProperty(Setting setting) {
        setting.property()
                .filter(property -> properties.getOrDefault(property, "-").isBlank())
                .ifPresent(property -> {
                    throw new FixableException(
                            setting + ": " + property + " is given, but has no value. Give it one, or leave it out.");
                });
    }

    String required(Setting setting, String example) {
        return value(setting)
                .orElseThrow(() -> new FixableException(
                        "No " + setting.element() + " is set: set " + setting + ", for example to " + example + "."));
    }

    /**
     * Reads a setting that is either true or false.
     *
     * @param setting which
     * @return its value, if it has one
     * @throws FixableException if the value is neither
     */
    public Optional<Boolean> flag(Setting setting) {
        return value(setting, SettingSources::flag);
    }

    /** A flag that is true if any of the places says so. */
    boolean anyFlag(Setting setting) {
        return candidates(setting)
                .map(value -> parsed(setting, value, SettingSources::flag))
                .reduce(false, Boolean::logicalOr);
    }

    private static boolean flag(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is neither true (1, true, yes) nor false (0, false, no).");
        }
        return TRUE.contains(lower);
    }
}
