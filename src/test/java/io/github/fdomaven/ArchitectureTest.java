package io.github.fdomaven;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.fdomaven.ci.Environment;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the structure of the plugin: its packages, its classes and its sources. */
class ArchitectureTest {

    private static final String ROOT = "io.github.fdomaven";

    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .importUrl(Environment.class.getProtectionDomain().getCodeSource().getLocation());

    @ParameterizedTest
    @EnumSource
    void keepsRule(ArchitectureRule rule) {
        rule.of(ROOT).check(PLUGIN);
    }

    @ParameterizedTest
    @EnumSource
    void keepsRuleForSources(SourceRule rule) throws IOException {
        assertThat(rule.violations(Path.of("src/main/java"), Path.of("src/test/java")))
                .isEmpty();
    }
}
