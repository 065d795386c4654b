package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.Setting;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageElementTest {

    private final ImageElement element = new ImageElement();

    /** As Maven does it. */
    private void fill(String name, Object value) throws ReflectiveOperationException {
        Field field = ImageElement.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(element, value);
    }

    private static List<String> texts() {
        return Arrays.stream(ImageElement.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.getType() == String.class)
                .map(Field::getName)
                .toList();
    }

    @Test
    void anEmptyElementHasNothing() {
        assertThat(element.values()).isEqualTo(new PomImages.Element(Map.of(), Map.of()));
    }

    @Test
    void everyElementIsTheSettingOfThatName() throws ReflectiveOperationException {
        for (String name : texts()) {
            fill(name, "value of " + name);
        }

        Map<Setting, String> values = element.values().values();

        assertThat(values).hasSameSizeAs(texts());
        values.forEach((setting, value) -> assertThat(value).isEqualTo("value of " + setting.element()));
    }

    @Test
    void everySettingOfTheContractCanBeAnElement() {
        assertThat(texts())
                .containsExactlyInAnyOrder(
                        "name",
                        "distribution",
                        "version",
                        "tag",
                        "packages",
                        "exec",
                        "execEnvironment",
                        "entrypoint",
                        "workingDir",
                        "user",
                        "platform",
                        "baseImage",
                        "upstreamRepo",
                        "repoSuffix",
                        "forceRebuild",
                        "expiresAfter",
                        "cacheDir",
                        "onStale");
    }

    @Test
    void labelsAreTheirOwn() throws ReflectiveOperationException {
        fill("labels", Map.of("a", "1"));

        assertThat(element.values()).isEqualTo(new PomImages.Element(Map.of(), Map.of("a", "1")));
    }
}
