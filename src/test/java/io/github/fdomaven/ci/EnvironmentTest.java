package io.github.fdomaven.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void returnsTheValuesOfVariables() {
        Environment environment = new Environment(Map.of("A", " one "));

        assertThat(environment.get("A")).contains(" one ");
        assertThat(environment.get("a")).isEmpty();
        assertThat(environment.names()).containsExactly("A");
    }

    @Test
    void treatsABlankVariableAsNotSet() {
        Environment environment = new Environment(Map.of("EMPTY", "", "BLANK", " \n"));

        assertThat(environment.get("EMPTY")).isEmpty();
        assertThat(environment.get("BLANK")).isEmpty();
    }

    @Test
    void copiesTheMap() {
        Map<String, String> variables = new HashMap<>();
        Environment environment = new Environment(variables);

        variables.put("A", "1");

        assertThat(environment.get("A")).isEmpty();
    }

    /** In a container whose user is not in /etc/passwd, Java's home directory is a question mark. */
    @Test
    void hasTheHomeDirectoryOfDocker() {
        Path java = Path.of(System.getProperty("user.home"));

        assertThat(new Environment(Map.of("HOME", "/home/me")).home()).isEqualTo(Path.of("/home/me"));
        assertThat(new Environment(Map.of("HOME", "relative")).home()).isEqualTo(java);
        assertThat(new Environment(Map.of()).home()).isEqualTo(java);
    }
}
