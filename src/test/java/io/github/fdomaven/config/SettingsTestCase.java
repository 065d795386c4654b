package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Reads some settings from a POM, properties and variables. */
abstract class SettingsTestCase {

    final Map<Setting, String> pom = new EnumMap<>(Setting.class);
    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> variables = new HashMap<>();
    final Secrets secrets = new Secrets();

    abstract Object read();

    final SettingSources sources() {
        return new SettingSources(pom, properties, new Environment(variables));
    }

    final void assertRefused(String message) {
        assertThatExceptionOfType(FixableException.class).isThrownBy(this::read).withMessage(message);
    }

    final void assertRefusedStartingWith(String message) {
        assertThatExceptionOfType(FixableException.class).isThrownBy(this::read).withMessageStartingWith(message);
    }
}
