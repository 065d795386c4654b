package io.github.fdomaven.maven;

import io.github.fdomaven.config.DependentSettings;
import io.github.fdomaven.config.ModuleSettings;
import io.github.fdomaven.config.NearMisses;
import io.github.fdomaven.config.PipelineSettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSpec.Scope;
import io.github.fdomaven.config.SettingSpec.Type;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The configuration of this plugin in a POM, for one execution of a goal. The values come from here and not from the goal's
 * fields, because a field does not show whether the POM or Maven's default set it, and because only the current module has
 * fields.
 *
 * @param dom the element {@code <configuration>}
 * @param evaluate replaces Maven's expressions in a text; the result is null if the expression has no value
 */
record PluginConfiguration(Xpp3Dom dom, UnaryOperator<String> evaluate) {

    private static final Set<Setting> IMAGE = Setting.of(Scope.IMAGE);
    private static final Set<Setting> DEPENDENT = Setting.of(Scope.DEPENDENT);
    private static final Set<Setting> ENGINE = Setting.of(Scope.ENGINE);
    private static final Set<Setting> PIPELINE = Setting.of(Scope.PIPELINE);
    private static final Set<Setting> ALL = both(IMAGE, Setting.of(Scope.GOAL));

    private static Set<Setting> both(Set<Setting> some, Set<Setting> others) {
        Set<Setting> all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }

    /** The configuration of a module for an execution; empty if the POM does not have the plugin. */
    static PluginConfiguration of(MavenSession session, MavenProject module, MojoExecution execution) {
        return of(session, module, execution, execution.getExecutionId());
    }

    /** The configuration of a module for an execution of the same goal with another id. */
    static PluginConfiguration of(
            MavenSession session, MavenProject module, MojoExecution execution, String executionId) {
        String key = execution.getPlugin().getKey();
        Plugin plugin = module.getPlugin(key);
        if (plugin == null && module.getPluginManagement() != null) {
            // Maven runs a goal that is called by name with the plugin management.
            plugin = module.getPluginManagement().getPluginsAsMap().get(key);
        }
        return of(plugin == null ? null : configuration(plugin, executionId), session, module, execution);
    }

    /** All configurations of a module that declares the plugin: the plugin's own, and that of each execution. */
    static List<PluginConfiguration> all(MavenSession session, MavenProject module, MojoExecution execution) {
        Plugin plugin = module.getPlugin(execution.getPlugin().getKey());
        if (plugin == null) {
            return List.of();
        }
        Set<Object> elements = new LinkedHashSet<>();
        elements.add(plugin.getConfiguration());
        plugin.getExecutions().forEach(other -> elements.add(other.getConfiguration()));
        elements.remove(null);
        List<PluginConfiguration> configurations = new ArrayList<>();
        for (Object configuration : elements) {
            configurations.add(of(configuration, session, module, execution));
        }
        return configurations;
    }

    private static PluginConfiguration of(
            Object configuration, MavenSession session, MavenProject module, MojoExecution execution) {
        return new PluginConfiguration(
                configuration instanceof Xpp3Dom dom ? dom : new Xpp3Dom("configuration"),
                text -> evaluated(text, session, module, execution));
    }

    /** The configuration of an execution, which Maven has merged with the plugin's own. */
    private static Object configuration(Plugin plugin, String executionId) {
        PluginExecution execution = plugin.getExecutionsAsMap().get(executionId);
        return execution == null ? plugin.getConfiguration() : execution.getConfiguration();
    }

    private static String evaluated(String text, MavenSession session, MavenProject module, MojoExecution execution) {
        MavenProject current = session.getCurrentProject();
        session.setCurrentProject(module);
        try {
            Object value = new PluginParameterExpressionEvaluator(session, execution).evaluate(text);
            return value == null ? null : value.toString();
        } catch (ExpressionEvaluationException e) {
            throw new FixableException("The expression '" + text + "' is not valid: " + e.getMessage(), e);
        } finally {
            session.setCurrentProject(current);
        }
    }

    /** The settings of the goal and of all images. */
    Map<Setting, String> values() {
        return values(dom, ALL);
    }

    Map<String, String> labels() {
        return map(dom, Setting.LABELS);
    }

    List<ModuleSettings.Image> images() {
        List<ModuleSettings.Image> images = new ArrayList<>();
        for (Xpp3Dom image : children(dom, Setting.IMAGES)) {
            images.add(new ModuleSettings.Image(values(image, IMAGE), map(image, Setting.LABELS)));
        }
        return images;
    }

    List<DependentSettings.Element> dependents() {
        List<DependentSettings.Element> dependents = new ArrayList<>();
        for (Xpp3Dom dependent : children(dom, Setting.DEPENDENTS)) {
            dependents.add(new DependentSettings.Element(
                    values(dependent, DEPENDENT), map(dependent, Setting.DEPENDENT_VARIABLES)));
        }
        return dependents;
    }

    /** The values of each element of {@code <engines>}. */
    List<Map<Setting, String>> engines() {
        return children(dom, Setting.ENGINES).stream()
                .map(engine -> values(engine, ENGINE))
                .toList();
    }

    PipelineSettings.Element pipeline() {
        Xpp3Dom pipeline = dom.getChild(Setting.PIPELINE.element());
        return pipeline == null
                ? new PipelineSettings.Element(Map.of(), Map.of(), Map.of())
                : new PipelineSettings.Element(
                        values(pipeline, PIPELINE),
                        map(pipeline, Setting.PIPELINE_PLATFORM_TAGS),
                        map(pipeline, Setting.PIPELINE_VARIABLES));
    }

    /** Fails for an unknown element, because a misspelled pattern would not limit a deletion. */
    void refuseUnknownElements() {
        List<String> warnings = warnings();
        if (!warnings.isEmpty()) {
            throw new FixableException(
                    String.join(" ", warnings) + " Nothing was deleted. Correct or remove that element.");
        }
    }

    /** A warning for each unknown element. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(warnings(dom, ALL, elements(ALL)));
        warnings.addAll(warnings(Setting.IMAGES, IMAGE));
        warnings.addAll(warnings(Setting.DEPENDENTS, DEPENDENT));
        warnings.addAll(warnings(Setting.ENGINES, ENGINE));
        Xpp3Dom pipeline = dom.getChild(Setting.PIPELINE.element());
        if (pipeline != null) {
            warnings.addAll(warnings(pipeline, PIPELINE, elements(PIPELINE)));
        }
        return warnings;
    }

    private List<String> warnings(Setting list, Set<Setting> settings) {
        List<String> names = new ArrayList<>();
        List<String> members = new ArrayList<>();
        Set<String> known = elements(settings);
        for (Xpp3Dom child : children(dom, list)) {
            if (!child.getName().equals(singular(list))) {
                names.add("Unknown element <" + child.getName() + "> in <" + list.element() + "> is read as <"
                        + singular(list) + ">.");
            }
            members.addAll(warnings(child, settings, known));
        }
        names.addAll(members);
        return names;
    }

    private static Set<String> elements(Set<Setting> settings) {
        Set<String> elements = new HashSet<>();
        settings.forEach(setting -> elements.add(setting.element()));
        return elements;
    }

    private static List<String> warnings(Xpp3Dom parent, Set<Setting> settings, Set<String> known) {
        List<String> warnings = new ArrayList<>();
        for (Xpp3Dom child : parent.getChildren()) {
            if (!known.contains(child.getName())) {
                warnings.add(NearMisses.element(child.getName(), parent.getName(), settings));
            }
        }
        return warnings;
    }

    private Map<Setting, String> values(Xpp3Dom parent, Set<Setting> settings) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : settings) {
            Xpp3Dom child = parent.getChild(setting.element());
            Type type = setting.spec().type();
            if (child != null && type != Type.MAP && type != Type.ELEMENTS) {
                refuseChildren(child, setting);
                String text = text(child);
                if (text != null) {
                    values.put(setting, text);
                }
            }
        }
        return values;
    }

    private static void refuseChildren(Xpp3Dom child, Setting setting) {
        if (child.getChildCount() > 0) {
            throw new FixableException(setting + ": the element <"
                    + child.getChild(0).getName() + "> is not allowed here. " + advice(setting));
        }
    }

    private static String advice(Setting setting) {
        if (setting == Setting.IMAGE) {
            return "Put an <image> with elements into <images>.";
        }
        return "Write a text" + (setting.spec().type() == Type.NAMES ? ", with commas between the names." : ".");
    }

    private Map<String, String> map(Xpp3Dom parent, Setting setting) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Xpp3Dom child : children(parent, setting)) {
            String text = text(child);
            map.put(child.getName(), text == null ? "" : text);
        }
        return map;
    }

    private static String singular(Setting list) {
        return list.element().substring(0, list.element().length() - 1);
    }

    private static List<Xpp3Dom> children(Xpp3Dom parent, Setting setting) {
        Xpp3Dom child = parent.getChild(setting.element());
        return child == null ? List.of() : List.of(child.getChildren());
    }

    private String text(Xpp3Dom element) {
        String text = element.getValue();
        return text == null || text.indexOf('$') < 0 ? text : evaluate.apply(text);
    }
}
