package io.github.fdomaven.convert;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.definition.Packages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Converts the variables of one job that builds an image to the elements of an {@code <image>}. */
final class ImageConverter {

    /** The settings whose values are taken over as they are. */
    private static final List<Setting> PLAIN = List.of(
            Setting.ENTRYPOINT,
            Setting.USER,
            Setting.CACHE_DIR,
            Setting.UPSTREAM_REPO,
            Setting.WORKING_DIR,
            Setting.EXPIRES_AFTER);

    private static final Set<String> TRUE = Set.of("1", "true", "yes", "always");
    private static final Set<String> FALSE = Set.of("0", "false", "no");

    private static final Pattern HOST = Pattern.compile("(localhost|[^/.:]*[.:][^/]*+)/.*");

    /** Characters that XML does not allow, and those that act on a terminal, such as changes of the writing direction. */
    private static final Pattern NOT_IN_POM =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x7E\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]"
                    + "|[\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFDD0-\\uFDEF]");

    private final String name;
    private final CiTemplate template;
    private final Location location;
    private final JobVariables variables;
    private final Consumer<Note> notes;
    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    private boolean hasOpenBase;

    /**
     * Creates the converter of a job.
     *
     * @param name the name of the image
     * @param location the place of the job
     */
    ImageConverter(String name, CiTemplate template, Location location, JobVariables variables, Consumer<Note> notes) {
        this.name = name;
        this.template = template;
        this.location = location;
        this.variables = variables;
        this.notes = notes;
    }

    /**
     * Converts the job.
     *
     * @param root the directory of the project, which has the files that exec names
     */
    ConvertedImage convert(Path root) {
        settings.put(Setting.NAME, name);
        settings.put(Setting.DISTRIBUTION, template.distribution());
        Optional<String> version = put(Setting.VERSION);
        check(Setting.VERSION);
        if (version.isEmpty()
                && template.supported().flatMap(known -> known.defaultVersion()).isEmpty()) {
            missing(Setting.VERSION);
        }
        Optional<String> tag = put(Setting.TAG);
        if (tag.isEmpty() && value(Setting.TAG, variables).isEmpty()) {
            missing(Setting.TAG);
        }
        check(Setting.TAG);
        packages();
        exec(root);
        PLAIN.forEach(setting -> {
            put(setting);
            check(setting);
        });
        settings.remove(
                Setting.WORKING_DIR, Setting.WORKING_DIR.spec().defaultValue().orElseThrow());
        platform();
        base();
        String repository = repository();
        forceRebuild();
        settings.entrySet().removeIf(entry -> isNotForPom(entry.getKey(), entry.getValue()));
        return new ConvertedImage(repository + ":" + tag.orElse(""), settings, location, hasOpenBase);
    }

    /** The value of the variable of a setting, or of the variable that the old templates have for it. */
    private Optional<ExpandedText> value(Setting setting, JobVariables from) {
        return names(setting).stream()
                .flatMap(variable -> from.value(variable).stream())
                .findFirst();
    }

    /** The value, unless Maven would replace a part of it that is text for GitLab. */
    private Optional<ExpandedText> value(Setting setting) {
        return value(setting, variables).filter(text -> {
            Optional<String> expression = text.expressionOfMaven();
            expression.ifPresent(found -> note(
                    setting,
                    "<" + setting.element() + "> was left out: Maven would replace " + found
                            + " in it, which is text for GitLab. Write another value."));
            return expression.isEmpty();
        });
    }

    private List<String> names(Setting setting) {
        List<String> names = new ArrayList<>(List.of(setting.variable().orElseThrow()));
        if (template.isOld()) {
            String prefix = template.distribution().toUpperCase(Locale.ROOT);
            names.addAll(
                    switch (setting) {
                        case TAG -> List.of(prefix + "_TAG", "DISTRIBUTION_TAG");
                        case VERSION -> List.of(prefix + "_VERSION", "DISTRIBUTION_VERSION");
                        case EXEC -> List.of(prefix + "_EXEC", "DISTRIBUTION_EXEC");
                        case PACKAGES ->
                            List.of(prefix + "_RPMS", prefix + "_DEBS", prefix + "_PKGS", "DISTRIBUTION_PACKAGES");
                        case UPSTREAM_REPO -> List.of("UPSTREAM_REPO");
                        default -> List.of();
                    });
        }
        return names;
    }

    private Optional<String> put(Setting setting) {
        Optional<ExpandedText> value = value(setting);
        value.ifPresent(text -> {
            noteUnset(setting, text);
            settings.put(setting, text.forMaven().strip());
        });
        return Optional.ofNullable(settings.get(setting));
    }

    private void noteUnset(Setting setting, ExpandedText text) {
        text.variables().stream()
                .filter(variable -> !variable.startsWith("CI_"))
                .forEach(variable -> note(
                        setting,
                        "No file sets the variable " + variable + ", which <" + setting.element()
                                + "> contains. Set it where Maven runs, or write its value."));
    }

    private void missing(Setting setting) {
        notes.accept(new Note(
                location,
                "The job '" + name + "' sets no " + setting.variable().orElseThrow() + ". Add <" + setting.element()
                        + "> to its image."));
    }

    /** Leaves out a value that the plugin would refuse. */
    private void check(Setting setting) {
        Optional.ofNullable(settings.get(setting))
                .flatMap(value -> ValueCheck.problem(setting, value))
                .ifPresent(problem -> {
                    settings.remove(setting);
                    note(setting, "<" + setting.element() + "> was left out: " + problem);
                });
    }

    private void packages() {
        Optional<ExpandedText> value = value(Setting.PACKAGES);
        if (value.isEmpty()) {
            return;
        }
        noteUnset(Setting.PACKAGES, value.get());
        String text = value.get().forMaven().strip();
        settings.put(Setting.PACKAGES, isPackages(text) ? text : validPackages(text));
        if (settings.get(Setting.PACKAGES).isEmpty()) {
            settings.remove(Setting.PACKAGES);
        }
    }

    private static boolean isPackages(String text) {
        try {
            Packages.parse(text.replaceAll("\\$\\{env\\.\\w+}", "x"));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String validPackages(String text) {
        List<String> valid = new ArrayList<>();
        for (String word : Packages.words(text)) {
            try {
                Packages.parse(word.replaceAll("\\$\\{env\\.\\w+}", "x"));
                valid.add(word);
            } catch (IllegalArgumentException e) {
                note(Setting.PACKAGES, "A word was left out of <packages>: " + e.getMessage());
            }
        }
        return String.join(" ", valid);
    }

    private void exec(Path root) {
        ExecConverter converter = new ExecConverter(variables, root, location(Setting.EXEC), notes);
        value(Setting.EXEC, variables.withoutSecrets())
                .flatMap(converter::convert)
                .ifPresent(converted -> {
                    settings.put(Setting.EXEC, converted.command());
                    if (!converted.environment().isEmpty()) {
                        settings.put(Setting.EXEC_ENVIRONMENT, String.join(",", converted.environment()));
                    }
                });
    }

    private void platform() {
        if (put(Setting.PLATFORM).isPresent()) {
            check(Setting.PLATFORM);
            return;
        }
        template.platform().ifPresent(platform -> settings.put(Setting.PLATFORM, platform));
        if (template.architecture().isPresent() && template.platform().isEmpty()) {
            notes.accept(new Note(
                    location,
                    "The architecture of " + template.name() + " is unknown. Add <platform> to the image '" + name
                            + "'."));
        }
    }

    /** The path below the project. In the templates the variable has it with the project's path or with the whole reference. */
    private void base() {
        value(Setting.BASE_IMAGE).ifPresent(base -> {
            noteUnset(Setting.BASE_IMAGE, base);
            ExpandedText below = base.withoutStart(Set.of("CI_REGISTRY_IMAGE", "CI_PROJECT_PATH")::contains);
            ExpandedText path = below.withoutStart("CI_REGISTRY"::equals).withoutStart("CI_PROJECT_PATH"::equals);
            String text = path.forMaven().strip();
            hasOpenBase =
                    path == base && !text.startsWith("$") && !HOST.matcher(text).matches();
            settings.put(Setting.BASE_IMAGE, text);
            check(Setting.BASE_IMAGE);
            hasOpenBase &= settings.containsKey(Setting.BASE_IMAGE);
        });
    }

    private String repository() {
        String version = Optional.ofNullable(settings.get(Setting.VERSION))
                .or(() -> template.supported().flatMap(known -> known.defaultVersion()))
                .orElse("");
        String standard = template.distribution() + "/" + version;
        String repository = put(Setting.REPO_SUFFIX).orElse(standard);
        check(Setting.REPO_SUFFIX);
        settings.remove(Setting.REPO_SUFFIX, standard);
        return repository;
    }

    private void forceRebuild() {
        String value = value(Setting.FORCE_REBUILD)
                .map(text -> text.forMaven().strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (template.isForced() || TRUE.contains(value)) {
            settings.put(Setting.FORCE_REBUILD, "true");
            note(
                    Setting.FORCE_REBUILD,
                    "The image '" + name + "' is built in every pipeline, as before. Remove"
                            + " <forceRebuild> if it need not be.");
        } else if (!value.isEmpty() && !FALSE.contains(value)) {
            note(
                    Setting.FORCE_REBUILD,
                    "<forceRebuild> was left out, because its value is not known here. Set"
                            + " FDO_FORCE_REBUILD in the pipeline to force a rebuild.");
        }
    }

    private boolean isNotForPom(Setting setting, String value) {
        boolean isNotForPom = NOT_IN_POM.matcher(value).find();
        if (isNotForPom) {
            notes.accept(new Note(
                    location,
                    "<" + setting.element() + "> of the image '" + name
                            + "' was left out: it has a character that a POM"
                            + " cannot have, or that is not visible."));
        }
        return isNotForPom;
    }

    private Location location(Setting setting) {
        return names(setting).stream()
                .flatMap(variable -> variables.location(variable).stream())
                .findFirst()
                .orElse(location);
    }

    private void note(Setting setting, String text) {
        notes.accept(new Note(location(setting), text));
    }
}
