package io.github.fdomaven;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that each architecture rule finds the class that breaks it. */
class ArchitectureRuleTest {

    private static final String ROOT = "io.github.fdomaven.archfixture";

    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(ROOT);

    @ParameterizedTest
    @EnumSource
    void findsViolation(ArchitectureRule rule) {
        assertThat(rule.of(ROOT).evaluate(FIXTURE).getFailureReport().toString())
                .contains(ROOT + "." + violator(rule));
    }

    private static String violator(ArchitectureRule rule) {
        return switch (rule) {
            case USES_ONLY_PACKAGES_BELOW -> "oci.UpwardDependency";
            case HAS_NO_CYCLES -> "oci.UpwardDependency";
            case ONLY_MAVEN_KNOWS_MAVEN, GOALS_ARE_IN_MAVEN -> "builder.BuilderViolations$MisplacedGoal";
            case ONLY_ENGINE_DOCKER_KNOWS_DOCKER_JAVA -> "builder.BuilderViolations$DockerJava";
            case NOTHING_USES_SHADED_CLASSES -> "engine.docker.ShadedClass";
            case ONLY_HTTP_OPENS_CONNECTIONS -> "builder.BuilderViolations$Connection";
            case PLANNING_KNOWS_NO_ENGINE -> "builder.plan.EngineDependency";
            case TWO_CLASSES_KNOW_YAML -> "builder.BuilderViolations$Yaml";
            case ONE_CLASS_READS_THE_ENVIRONMENT -> "builder.BuilderViolations$EnvironmentReader";
            case ONLY_MASKED_LOG_WRITES_TO_THE_LOG -> "builder.BuilderViolations$LogWriter";
            case NOTHING_PRINTS -> "builder.BuilderViolations$Printer";
            case NOTHING_USES_JAVA_UTIL_LOGGING -> "builder.BuilderViolations$JavaUtilLogging";
            case NAMES_SAY_WHAT_A_CLASS_IS -> "builder.BuilderViolations$StringUtil";
        };
    }

    @ParameterizedTest
    @EnumSource(ConnectionKind.class)
    void findsEachKindOfConnection(ConnectionKind kind) {
        assertThat(ArchitectureRule.ONLY_HTTP_OPENS_CONNECTIONS
                        .of(ROOT)
                        .evaluate(FIXTURE)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(detail -> detail.contains("Connection." + kind.name()));
    }

    /** The methods of the fixture class that opens connections. */
    private enum ConnectionKind {
        byUrl,
        byHttpUrlConnection,
        bySocket,
        bySocketChannel,
        byHttpClient
    }
}
