package io.github.fdomaven.ci;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of the environment. Only {@link #ofProcess()} looks at the real one, so that no test does.
 *
 * @param variables the variables by name
 */
public record Environment(Map<String, String> variables) {

    /**
     * Takes a copy.
     *
     * @param variables the variables by name
     */
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** {@return the environment of this process} */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /**
     * Looks up a variable.
     *
     * @param name the variable's name
     * @return its value, or nothing if it is not set, or to nothing but white space, as GitLab does with what is undefined
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * {@return whether a text is what some variable is set to}, as when a POM has its value where its name should be
     *
     * @param text the text
     */
    public boolean isValue(String text) {
        return !variables.containsKey(text) && variables.containsValue(text);
    }

    /** {@return the names of all variables} */
    public Set<String> names() {
        return variables.keySet();
    }
}
