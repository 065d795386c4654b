package io.github.fdomaven.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names, type and default of a {@link Setting}. */
public final class SettingSpec {

    /** The part of the POM that has the element. */
    public enum Scope {
        /** An {@code <image>}, or the configuration of the plugin, where it applies to all images. */
        IMAGE,
        /** The configuration of the plugin. */
        GOAL,
        /** A {@code <dependent>}. */
        DEPENDENT,
        /** An {@code <engine>}. */
        ENGINE,
        /** The {@code <pipeline>}. */
        PIPELINE
    }

    /** The form of the value. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** True or false. */
        FLAG,
        /** A whole number from 1 on. */
        NUMBER,
        /** A whole number and a unit. */
        DURATION,
        /** Names, separated by commas. */
        NAMES,
        /** One of a few values. */
        CHOICE,
        /** A file or a directory. */
        PATH,
        /** Child elements whose names the user chooses. */
        MAP,
        /** Child elements that have settings. */
        ELEMENTS
    }

    private final Scope scope;
    private final Type type;
    private final String element;
    private final Optional<String> property;
    private Optional<String> variable;
    private List<String> ciVariables = List.of();
    private Set<Goal> goals = Goal.IMAGES;
    private List<String> choices = List.of();
    private Optional<String> defaultValue = Optional.empty();
    private String defaultText = "none";
    private Optional<String> example = Optional.empty();

    private SettingSpec(Scope scope, Type type, String element, String property) {
        this.scope = scope;
        this.type = type;
        this.element = element;
        this.property = Optional.ofNullable(property);
        this.variable = this.property.map(name -> name.toUpperCase(Locale.ROOT).replace('.', '_'));
    }

    static SettingSpec image(Type type, String element, String property) {
        return new SettingSpec(Scope.IMAGE, type, element, property);
    }

    /** A setting of an image that only the POM can have. */
    static SettingSpec imageElement(Type type, String element) {
        return new SettingSpec(Scope.IMAGE, type, element, null);
    }

    static SettingSpec goal(Type type, String element, String property) {
        return new SettingSpec(Scope.GOAL, type, element, property);
    }

    /** A setting of a goal that only the POM can have. */
    static SettingSpec goalElement(Type type, String element) {
        return new SettingSpec(Scope.GOAL, type, element, null);
    }

    static SettingSpec dependent(Type type, String element) {
        return new SettingSpec(Scope.DEPENDENT, type, element, null);
    }

    static SettingSpec engine(Type type, String element) {
        return new SettingSpec(Scope.ENGINE, type, element, null);
    }

    static SettingSpec pipeline(Type type, String element) {
        return new SettingSpec(Scope.PIPELINE, type, element, null);
    }

    /** A setting that skips all goals. */
    static SettingSpec skip() {
        return goal(Type.FLAG, "skip", "fdo.skip").in(Goal.ALL).variable(null).defaultsTo("false");
    }

    /** A setting that skips one goal. */
    static SettingSpec skip(Goal goal, String element) {
        return goal(Type.FLAG, element, "fdo." + goal + ".skip")
                .variable(null)
                .in(goal)
                .defaultsTo("false");
    }

    SettingSpec variable(String name) {
        variable = Optional.ofNullable(name);
        return this;
    }

    SettingSpec ciVariables(String... names) {
        ciVariables = List.of(names);
        return this;
    }

    SettingSpec in(Goal goal) {
        return in(Set.of(goal));
    }

    SettingSpec in(Set<Goal> some) {
        goals = some;
        return this;
    }

    SettingSpec choices(Class<? extends Enum<?>> constants) {
        List<String> names = new ArrayList<>();
        for (Enum<?> constant : constants.getEnumConstants()) {
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        choices = List.copyOf(names);
        return this;
    }

    /** The default is a value, as the user would write it. */
    SettingSpec defaultsTo(String value) {
        defaultValue = Optional.of(value);
        defaultText = "`" + value + "`";
        return this;
    }

    /** The default is computed, or depends on the goal. */
    SettingSpec otherwise(String text) {
        defaultText = text;
        return this;
    }

    SettingSpec required(String value) {
        example = Optional.of(value);
        defaultText = "required";
        return this;
    }

    /** {@return the part of the POM that has the element} */
    public Scope scope() {
        return scope;
    }

    /** {@return the form of the value} */
    public Type type() {
        return type;
    }

    String element() {
        return element;
    }

    Optional<String> property() {
        return property;
    }

    Optional<String> variable() {
        return variable;
    }

    /** The variables of a GitLab job that have the value too, in the order of precedence. */
    List<String> ciVariables() {
        return ciVariables;
    }

    /** The goals that read the setting. */
    Set<Goal> goals() {
        return goals;
    }

    /** The valid values of a choice. */
    List<String> choices() {
        return choices;
    }

    /** {@return the value if the user sets none} */
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    /** The default in words, with Markdown's backticks. */
    String defaultText() {
        return defaultText;
    }

    /** A value for error messages, if the setting is required. */
    Optional<String> example() {
        return example;
    }
}
