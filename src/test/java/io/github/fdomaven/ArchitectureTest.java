package io.github.fdomaven;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.fdomaven.ci.Environment;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.api.Test;

/** Holds the structure: who may know whom, and what stands in one place only. */
class ArchitectureTest {

    private static final String ROOT = "io.github.fdomaven";

    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void hasNoCycleOfPackages() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PLUGIN);
    }

    @Test
    void dependsInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("failure")
                .definedBy(ROOT + ".failure")
                .layer("secret")
                .definedBy(ROOT + ".secret")
                .layer("image")
                .definedBy(ROOT + ".image")
                .layer("credentials")
                .definedBy(ROOT + ".credentials")
                .layer("http")
                .definedBy(ROOT + ".http")
                .layer("graph")
                .definedBy(ROOT + ".graph")
                .layer("parallel")
                .definedBy(ROOT + ".parallel")
                .layer("gitlab")
                .definedBy(ROOT + ".gitlab")
                .layer("poke")
                .definedBy(ROOT + ".poke")
                .layer("inspect")
                .definedBy(ROOT + ".inspect")
                .layer("registry")
                .definedBy(ROOT + ".registry")
                .layer("engine")
                .definedBy(ROOT + ".engine")
                .layer("engine.address")
                .definedBy(ROOT + ".engine.address")
                .layer("engine.route")
                .definedBy(ROOT + ".engine.route")
                .layer("engine.docker")
                .definedBy(ROOT + ".engine.docker..")
                .layer("distribution")
                .definedBy(ROOT + ".distribution")
                .layer("recipe")
                .definedBy(ROOT + ".recipe")
                .layer("project")
                .definedBy(ROOT + ".project")
                .layer("cleanup")
                .definedBy(ROOT + ".cleanup")
                .layer("build")
                .definedBy(ROOT + ".build")
                .layer("running")
                .definedBy(ROOT + ".running")
                .layer("report")
                .definedBy(ROOT + ".report")
                .layer("settings")
                .definedBy(ROOT + ".settings")
                .layer("maven")
                .definedBy(ROOT + ".maven")
                .whereLayer("failure")
                .mayNotAccessAnyLayer()
                .whereLayer("secret")
                .mayNotAccessAnyLayer()
                .whereLayer("image")
                .mayOnlyAccessLayers("failure")
                .whereLayer("credentials")
                .mayOnlyAccessLayers("failure", "secret")
                .whereLayer("http")
                .mayNotAccessAnyLayer()
                .whereLayer("graph")
                .mayNotAccessAnyLayer()
                .whereLayer("parallel")
                .mayOnlyAccessLayers("failure")
                .whereLayer("gitlab")
                .mayOnlyAccessLayers("http", "failure", "secret")
                .whereLayer("poke")
                .mayOnlyAccessLayers("gitlab", "http", "parallel", "image", "failure")
                .whereLayer("registry")
                .mayOnlyAccessLayers("http", "credentials", "image", "failure", "secret")
                .whereLayer("inspect")
                .mayOnlyAccessLayers("registry", "engine", "http", "image", "failure")
                .whereLayer("engine")
                .mayOnlyAccessLayers("image", "failure")
                .whereLayer("engine.address")
                .mayOnlyAccessLayers("failure")
                .whereLayer("engine.route")
                .mayOnlyAccessLayers("engine.address", "failure")
                .whereLayer("engine.docker")
                .mayOnlyAccessLayers(
                        "engine", "engine.address", "engine.route", "credentials", "image", "failure", "secret")
                .whereLayer("distribution")
                .mayNotAccessAnyLayer()
                .whereLayer("recipe")
                .mayOnlyAccessLayers("distribution", "image", "failure")
                .whereLayer("project")
                .mayOnlyAccessLayers("failure")
                .whereLayer("cleanup")
                .mayOnlyAccessLayers("registry", "gitlab", "recipe", "http", "parallel", "image", "failure")
                .whereLayer("build")
                .mayOnlyAccessLayers(
                        "inspect",
                        "http",
                        "recipe",
                        "distribution",
                        "project",
                        "registry",
                        "engine",
                        "parallel",
                        "image",
                        "failure")
                .whereLayer("running")
                .mayOnlyAccessLayers("distribution", "project", "engine", "image", "failure")
                .whereLayer("report")
                .mayOnlyAccessLayers("build", "running", "cleanup", "inspect", "poke", "gitlab", "image", "failure")
                .whereLayer("settings")
                .mayOnlyAccessLayers(
                        "build",
                        "graph",
                        "cleanup",
                        "poke",
                        "gitlab",
                        "http",
                        "recipe",
                        "distribution",
                        "engine",
                        "engine.address",
                        "credentials",
                        "image",
                        "failure",
                        "secret")
                .whereLayer("maven")
                .mayNotBeAccessedByAnyLayer()
                .check(PLUGIN);
    }

    @Test
    void knowsMavenInItsGoalsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".maven..", ROOT + ".help..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.maven..")
                .check(PLUGIN);
    }

    @Test
    void keepsAllGoalsInOnePackage() {
        classes()
                .that()
                .areAssignableTo(AbstractMojo.class)
                .should()
                .resideInAnyPackage(ROOT + ".maven", ROOT + ".help")
                .check(PLUGIN);
    }

    @Test
    void knowsDockerJavaInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".engine.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .check(PLUGIN);
    }

    /** It is big, and loaded only where TLS is spoken. */
    @Test
    void knowsBouncyCastleInOneClassOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PemFile")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(PLUGIN);
    }

    @Test
    void speaksHttpToRegistriesInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".registry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(PLUGIN);
    }

    @Test
    void knowsEnginesAndRegistriesAsPortsWhereItBuilds() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".build..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".registry..").and(not(INTERFACES)))
                .check(PLUGIN);
    }

    @Test
    void readsTheEnvironmentInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Environment.class)
                .should()
                .accessTargetWhere(target(name("getenv")).and(target(owner(type(System.class)))))
                .check(PLUGIN);
    }

    @Test
    void speaksThroughMavensLogAlone() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(PLUGIN);
        noClasses().should(ACCESS_STANDARD_STREAMS).check(PLUGIN);
    }

    @Test
    void namesClassesForWhatTheyAre() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PackageManager")
                .should()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Manager")
                .check(PLUGIN);
    }
}
