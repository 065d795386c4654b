package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.DurationFormat;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of settings. The first of these that is set counts: the POM, the user property, the environment variable, the
 * variable of a GitLab job, the default. A blank value counts as not set.
 */
public final class SettingSources {

    /** Java reads bytes that are invalid in its locale as this character. */
    private static final char UNREADABLE = '\uFFFD';

    private static final Set<String> TRUE = Set.of("1", "true", "yes", "always");
    private static final Set<String> FALSE = Set.of("0", "false", "no");

    /** A property or a variable that neither Maven nor GitLab has replaced by its value. */
    private static final Pattern UNREPLACED = Pattern.compile("\\$(?:\\{(env\\.)?([\\w.-]+)}|([A-Za-z_]\\w*))");

    /** The values of the POM, those of the image first. */
    private final List<Map<Setting, String>> pom;

    private final Map<String, String> properties;
    private final Environment environment;

    /** The values that do not come from the POM, which are the same for all images. */
    private final Map<Setting, List<String>> outsidePom;

    /** Creates the sources: the values in the POM, the properties of the user and of the project, and the environment. */
    public SettingSources(Map<Setting, String> pom, Map<String, String> properties, Environment environment) {
        this(List.of(Map.copyOf(pom)), Map.copyOf(properties), environment, new ConcurrentHashMap<>());
    }

    private SettingSources(
            List<Map<Setting, String>> pom,
            Map<String, String> properties,
            Environment environment,
            Map<Setting, List<String>> outsidePom) {
        this.pom = pom;
        this.properties = properties;
        this.environment = environment;
        this.outsidePom = outsidePom;
    }

    /** These sources, with the values of one {@code <image>} before all others. */
    SettingSources within(Map<Setting, String> image) {
        List<Map<Setting, String>> layers = new ArrayList<>();
        layers.add(Map.copyOf(image));
        layers.addAll(pom);
        return new SettingSources(layers, properties, environment, outsidePom);
    }

    Environment environment() {
        return environment;
    }

    Set<String> propertyNames() {
        return properties.keySet();
    }

    /** The text of a setting. */
    Optional<String> value(Setting setting) {
        List<String> values = explicitValues(setting);
        if (values.isEmpty()) {
            return setting.spec().defaultValue();
        }
        String value = values.get(0);
        return Optional.of(value.indexOf(UNREADABLE) < 0 ? value : readable(setting.toString(), value, value));
    }

    private List<String> explicitValues(Setting setting) {
        List<String> values = new ArrayList<>();
        for (Map<Setting, String> layer : pom) {
            addIfSet(values, layer.get(setting));
        }
        values.addAll(outsidePom.computeIfAbsent(setting, this::readOutsidePom));
        return values;
    }

    private List<String> readOutsidePom(Setting setting) {
        List<String> values = new ArrayList<>();
        if (setting.property().isPresent()) {
            addIfSet(values, properties.get(setting.property().get()));
        }
        if (setting.variable().isPresent()) {
            addIfSet(values, environment.get(setting.variable().get()).orElse(null));
        }
        for (String variable : setting.spec().ciVariables()) {
            addIfSet(values, environment.get(variable).orElse(null));
        }
        return values;
    }

    private static void addIfSet(List<String> values, String value) {
        if (value != null && !value.isBlank()) {
            values.add(value.strip());
        }
    }

    /**
     * Refuses replaced characters, which must not get into an image: in the POSIX locale, a JVM replaces all characters except
     * ASCII.
     */
    static String readable(String setting, String value, String shown) {
        if (value.indexOf(UNREADABLE) >= 0) {
            throw new FixableException(
                    setting + ": '" + shown + "' has characters that Java could not read in this locale."
                            + " Set LC_ALL=C.UTF-8, or another UTF-8 locale, where Maven runs.");
        }
        return value;
    }

    /** The value of a setting, read by a function that throws IllegalArgumentException if the text is not valid. */
    <T> Optional<T> value(Setting setting, Function<String, T> parse) {
        Optional<String> value = value(setting);
        return value.isPresent() ? Optional.of(parsed(setting, value.get(), parse)) : Optional.empty();
    }

    static <T> T parsed(Setting setting, String value, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw new FixableException(setting + ": " + e.getMessage() + unset(value), e);
        }
    }

    /** Maven and GitLab leave a name that is not set in the text. Maven never replaces $NAME. */
    private static String unset(String value) {
        Matcher found = UNREPLACED.matcher(value);
        if (!found.find()) {
            return "";
        }
        boolean isProperty = found.group(1) == null && found.group(3) == null;
        String name = found.group(2) == null ? found.group(3) : found.group(2);
        return isProperty
                ? " The property " + name + " is not set where Maven runs: set it, or write its value."
                : " Maven did not replace the variable " + name + " here: set it where Maven runs and write ${env."
                        + name + "} in the POM, or write its value.";
    }

    /** The value of an environment variable that does not belong to a setting. */
    <T> Optional<T> variable(String name, Function<String, T> parse) {
        try {
            return environment.get(name).map(parse);
        } catch (IllegalArgumentException e) {
            throw new FixableException(name + ": " + OneLine.of(e.getMessage()), e);
        }
    }

    /** Refuses a property without a value, for settings that limit what a goal does. */
    void refuseBlankProperty(Setting setting) {
        setting.property()
                .filter(property -> properties.getOrDefault(property, "-").isBlank())
                .ifPresent(property -> {
                    throw new FixableException(
                            setting + ": " + property + " is set, but has no value. Set a value, or remove it.");
                });
    }

    String required(Setting setting) {
        return value(setting)
                .orElseThrow(() -> new FixableException("No " + setting.element() + " is set: set " + setting
                        + ", for example to " + setting.spec().example().orElseThrow() + "."));
    }

    /** {@return whether a setting is true; none if it has neither a value nor a default value} */
    public Optional<Boolean> flag(Setting setting) {
        return value(setting, SettingSources::parseFlag);
    }

    /** Whether a setting is true. */
    boolean isTrue(Setting setting) {
        return flag(setting).orElse(false);
    }

    /** Whether the setting is true in any of the sources. */
    boolean isAnyTrue(Setting setting) {
        boolean isTrue = false;
        for (String value : explicitValues(setting)) {
            isTrue |= parsed(setting, value, SettingSources::parseFlag);
        }
        return isTrue;
    }

    /** Whether the setting is true in the POM or as a property. */
    boolean isTrueInPomOrProperty(Setting setting) {
        List<String> values = new ArrayList<>();
        pom.forEach(layer -> addIfSet(values, layer.get(setting)));
        setting.property().ifPresent(property -> addIfSet(values, properties.get(property)));
        return values.stream().anyMatch(value -> parsed(setting, value, SettingSources::parseFlag));
    }

    private static boolean parseFlag(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is neither true (true, 1, yes, always) nor false (false, 0, no).");
        }
        return TRUE.contains(lower);
    }

    /** {@return a setting that is a whole number from 1 on} */
    public Optional<Integer> number(Setting setting) {
        return value(setting, SettingSources::parseNumber);
    }

    private static int parseNumber(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number from 1 to 9999, such as 4.");
        }
        return Integer.parseInt(text);
    }

    Optional<Duration> duration(Setting setting) {
        return value(setting, DurationFormat::parse);
    }

    /** {@return a setting that is a path} */
    public Optional<Path> path(Setting setting) {
        return value(setting, Path::of);
    }

    /** The names of a list, in its order. */
    List<String> names(Setting setting) {
        return splitNames(value(setting).orElse(""));
    }

    static List<String> splitNames(String text) {
        List<String> names = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                names.add(part.strip());
            }
        }
        return List.copyOf(names);
    }

    /** The constant that a choice names. Upper and lower case are the same. */
    <E extends Enum<E>> Optional<E> choice(Setting setting, Class<E> constants) {
        return value(setting, text -> {
            for (E constant : constants.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("'" + text + "' is not one of "
                    + String.join(", ", setting.spec().choices()) + ".");
        });
    }
}
