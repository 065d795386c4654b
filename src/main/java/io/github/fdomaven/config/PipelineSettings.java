package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.pipeline.IncludedFiles;
import io.github.fdomaven.pipeline.JobTemplate;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the settings of generate-pipeline, and those that it hands down to the jobs of the pipeline. */
public final class PipelineSettings {

    private static final String PIPELINE_ID = "FDO_PIPELINE_ID";
    private static final String POKE_CHAIN = "FDO_POKE_CHAIN";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Names of variables and properties whose values are secrets. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(token|passw|passphrase|secret|private.?key|api.?key|access.?key|jwt|credential|auth_config).*");

    /** Settings that each job has itself, and those of this goal alone. */
    private static final Set<Setting> OWN_OF_JOB = EnumSet.of(
            Setting.ONLY,
            Setting.JOIN_ONLY,
            Setting.FORCE_REBUILD,
            Setting.STDOUT,
            Setting.SKIP,
            Setting.SKIP_GENERATE_PIPELINE);

    private PipelineSettings() {}

    /** The {@code <pipeline>} of the POM. */
    public record Element(
            Map<Setting, String> values, Map<String, String> platformTags, Map<String, String> variables) {

        private <T> Optional<T> value(Setting setting, Function<String, T> parse) {
            return Optional.ofNullable(values.get(setting))
                    .filter(text -> !text.isBlank())
                    .map(text -> SettingSources.parsed(
                            setting, text.stripTrailing().stripIndent().strip(), parse));
        }

        private List<String> names(Setting setting) {
            return value(setting, SettingSources::splitNames).orElse(List.of());
        }
    }

    /**
     * Reads the template of the jobs.
     *
     * @param top the top directory of the repository
     * @param platforms the platforms of all images
     * @throws FixableException naming the setting that is invalid
     */
    public static JobTemplate read(Element element, Path top, Environment environment, List<Platform> platforms) {
        IncludedFiles files = element.value(
                        Setting.PIPELINE_INCLUDE, text -> new IncludedFiles(top, SettingSources.splitNames(text)))
                .orElseGet(() -> new IncludedFiles(top, List.of()));
        List<String> templates = element.names(Setting.PIPELINE_EXTENDS);
        element.value(Setting.PIPELINE_EXTENDS, text -> {
            files.checkTemplates(templates);
            return text;
        });
        return new JobTemplate(
                element.value(Setting.PIPELINE_IMAGE, text -> text).or(() -> imageOfJob(environment, templates)),
                element.names(Setting.PIPELINE_TAGS),
                platformTags(element.platformTags(), platforms),
                element.value(Setting.PIPELINE_BEFORE_SCRIPT, text -> text),
                element.names(Setting.PIPELINE_SERVICES),
                variables(element.variables()),
                files.includes(),
                templates);
    }

    /** The image that runs this goal has Maven. */
    private static Optional<String> imageOfJob(Environment environment, List<String> templates) {
        return environment
                .get("CI_JOB_IMAGE")
                .filter(image -> templates.isEmpty())
                .map(image -> image.replace("$", "$$"));
    }

    private static Map<Platform, List<String>> platformTags(Map<String, String> elements, List<Platform> platforms) {
        Map<Platform, List<String>> tags = new HashMap<>();
        elements.forEach((name, names) -> {
            Platform platform = SettingSources.parsed(Setting.PIPELINE_PLATFORM_TAGS, name, PipelineSettings::platform);
            if (tags.keySet().stream().anyMatch(platform::isSameAs)) {
                throw new FixableException(Setting.PIPELINE_PLATFORM_TAGS + ": two elements are for " + platform
                        + ". Remove one of them.");
            }
            if (platforms.stream().noneMatch(platform::isSameAs)) {
                throw new FixableException(
                        Setting.PIPELINE_PLATFORM_TAGS + ": there is <" + name + ">, but no image is for " + platform
                                + ". Remove the element, or add the platform to <platforms>.");
            }
            tags.put(platform, SettingSources.splitNames(names));
        });
        return tags;
    }

    /** A platform as the name of an XML element, which has no slash. */
    private static Platform platform(String element) {
        if (element.indexOf('-') < 0) {
            throw new IllegalArgumentException("<" + element + "> is not a platform: valid are operating system,"
                    + " architecture and optionally variant, as in <linux-arm64> or <linux-arm-v7>.");
        }
        return Platform.parse(element.replace('-', '/'));
    }

    private static Map<String, String> variables(Map<String, String> given) {
        Map<String, String> variables = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw new FixableException(Setting.PIPELINE_VARIABLES + ": " + OneLine.quote(name)
                        + " is not the name of a variable: valid are letters, digits and '_'.");
            }
            if (name.equals(PIPELINE_ID)) {
                throw new FixableException(Setting.PIPELINE_VARIABLES + ": remove " + name
                        + ". generate-pipeline sets it to the ID of the pipeline in which it runs.");
            }
            variables.put(name, value);
        });
        return variables;
    }

    /**
     * {@return the environment variables that the jobs of the pipeline need, because they are settings of build-image}
     *
     * @param secrets the secrets, of which no value may have any
     * @throws FixableException naming the variable that has a secret
     */
    public static Map<String, String> handedDown(Environment environment, Secrets secrets) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            if (setting.spec().goals().contains(Goal.BUILD_IMAGE) && !OWN_OF_JOB.contains(setting)) {
                setting.variable()
                        .ifPresent(name -> environment.get(name).ifPresent(value -> variables.put(name, value)));
            }
        }
        environment.get(POKE_CHAIN).ifPresent(value -> variables.put(POKE_CHAIN, value));
        variables.forEach((name, value) -> refuseSecret("the variable " + name, value, secrets));
        return variables;
    }

    /** {@return whether the jobs of the pipeline get a property of the user} */
    public static boolean isHandedDown(String property) {
        return OWN_OF_JOB.stream().noneMatch(setting -> setting.property().equals(Optional.of(property)));
    }

    /** Refuses a secret in a setting, because the jobs of the pipeline need the setting. */
    public static void refuseSecret(String name, String value, Secrets secrets) {
        if (!value.equals(secrets.redact(value))) {
            throw new FixableException(
                    "The value of " + name + " has a secret, and the generated pipeline would show it."
                            + " Write ${env.NAME} in the POM, or set the value in the CI/CD settings of the project, so that"
                            + " each job reads it itself.");
        }
    }

    /** {@return whether a variable or a property has a secret, by its name} */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).matches() && !name.startsWith("FDO_") && !name.startsWith("fdo.");
    }

    /** Adds the values of all variables that have secrets by their names. */
    public static void addSecrets(Environment environment, Secrets secrets) {
        environment.names().stream()
                .filter(PipelineSettings::isSecret)
                .forEach(name -> environment.get(name).ifPresent(secrets::add));
    }
}
