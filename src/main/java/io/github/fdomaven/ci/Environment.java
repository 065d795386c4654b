package io.github.fdomaven.ci;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environment variables. */
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** {@return the environment of this process}: all settings come from here, so that tests can replace them */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** {@return the value of a variable; none if it is blank, as GitLab makes undefined variables} */
    public Optional<String> get(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /**
     * {@return the user's home directory: {@code HOME}, as for Docker and Podman, else Java's} Java knows no home directory of
     * a user who is not in /etc/passwd, as in many containers.
     */
    public Path home() {
        Path home = Path.of(get("HOME").orElse(""));
        return home.isAbsolute() ? home : Path.of(System.getProperty("user.home"));
    }

    /** {@return whether a text is the value of some variable, as when a POM has the value where the name belongs} */
    public boolean isValue(String text) {
        return !variables.containsKey(text) && variables.containsValue(text);
    }

    /** {@return the names of all variables} */
    public Set<String> names() {
        return variables.keySet();
    }
}
