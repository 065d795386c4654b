package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.DependentSettings;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.gitlab.TriggerToken;
import io.github.fdomaven.support.Secrets;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependentElementTest {

    private final DependentElement element = new DependentElement();

    /** As Maven does it. */
    private void set(String name, Object value) throws ReflectiveOperationException {
        Field field = DependentElement.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(element, value);
    }

    @Test
    void hasNothingUntilMavenFillsItIn() {
        assertThat(element.values())
                .isEqualTo(new DependentSettings.Element(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    @Test
    void givesWhatMavenFilledInWithoutTheWhiteSpaceAroundIt() throws ReflectiveOperationException {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SOMEVARIABLE", " some value ");
        variables.put("EMPTY", null);
        set("project", "\n  group/app\n");
        set("ref", " main");
        set("tokenVariable", "TOKEN ");
        set("serverId", " gitlab ");
        set("images", " base, tools ");
        set("variables", variables);

        assertThat(element.values())
                .isEqualTo(new DependentSettings.Element(
                        Optional.of("group/app"),
                        Optional.of("main"),
                        Optional.of("TOKEN"),
                        Optional.of("gitlab"),
                        Optional.of("base, tools"),
                        variables));
    }

    @ParameterizedTest
    @ValueSource(strings = {"project", "ref", "tokenVariable", "serverId", "images"})
    void takesABlankTextForNone(String name) throws ReflectiveOperationException {
        set(name, " \n");

        assertThat(element.values()).isEqualTo(new DependentElement().values());
    }

    @Test
    void isWhatADependentIsMadeOf() throws ReflectiveOperationException {
        set("project", "group/app");
        set("ref", "main");
        set("serverId", "gitlab");

        List<Dependent> dependents = new DependentSettings(
                        new Environment(Map.of()), id -> "token-of-" + id, new Secrets())
                .read(List.of(element.values()));

        assertThat(dependents).extracting(Dependent::toString).containsExactly("group/app (main)");
        assertThat(dependents).extracting(Dependent::token).containsExactly(new TriggerToken("token-of-gitlab"));
    }
}
