package io.github.fdomaven;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.logging.Log;

/** The rules for compiled classes. {@link ArchitectureTest} checks them, {@link ArchitectureRuleTest} breaks them. */
enum ArchitectureRule {
    USES_ONLY_PACKAGES_BELOW {
        @Override
        ArchRule of(String root) {
            return classes()
                    .that()
                    .resideOutsideOfPackage(root + ".help..")
                    .should(useOnlyPackagesBelow(root))
                    .because("the packages from top to bottom are " + LAYERS);
        }
    },
    HAS_NO_CYCLES {
        @Override
        ArchRule of(String root) {
            return slices().matching(root + ".(**)").should().beFreeOfCycles();
        }
    },
    ONLY_MAVEN_KNOWS_MAVEN {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .resideOutsideOfPackages(root + ".maven..", root + ".help..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "javax.inject..");
        }
    },
    GOALS_ARE_IN_MAVEN {
        @Override
        ArchRule of(String root) {
            return classes()
                    .that()
                    .areAssignableTo(AbstractMojo.class)
                    .should()
                    .resideInAnyPackage(root + ".maven", root + ".help");
        }
    },
    ONLY_ENGINE_DOCKER_KNOWS_DOCKER_JAVA {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .resideOutsideOfPackage(root + ".engine.docker..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.github.dockerjava..");
        }
    },
    NOTHING_USES_SHADED_CLASSES {
        @Override
        ArchRule of(String root) {
            return noClasses().should().dependOnClassesThat().resideInAPackage("..shaded..");
        }
    },
    /** The exception is engine.connection: it reaches engines through sockets and programs. */
    ONLY_HTTP_OPENS_CONNECTIONS {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .resideOutsideOfPackages(root + ".http..", root + ".engine.connection..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.net.http..")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(HttpURLConnection.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Socket.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(SocketChannel.class)
                    .orShould()
                    .accessTargetWhere(target(owner(type(URL.class)))
                            .and(target(HasName.Predicates.name("openConnection"))
                                    .or(target(HasName.Predicates.name("openStream")))));
        }
    },
    PLANNING_KNOWS_NO_ENGINE {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".builder.plan..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(root + ".engine..");
        }
    },
    /** The library for YAML is loaded only for {@code fdo:convert} and {@code fdo:generate-pipeline}. */
    TWO_CLASSES_KNOW_YAML {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(root + ".convert.YamlReader")
                    .and()
                    .haveNameNotMatching(Pattern.quote(root) + "\\.pipeline\\.GitLabYaml(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.snakeyaml..");
        }
    },
    ONE_CLASS_READS_THE_ENVIRONMENT {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(root + ".ci.Environment")
                    .should()
                    .accessTargetWhere(
                            target(HasName.Predicates.name("getenv")).and(target(owner(type(System.class)))));
        }
    },
    /** It masks secrets and keeps a text on one line. */
    ONLY_MASKED_LOG_WRITES_TO_THE_LOG {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(root + ".maven.MaskedLog")
                    .and()
                    .resideOutsideOfPackage(root + ".help..")
                    .should()
                    .accessTargetWhere(target(owner(type(Log.class)))
                            .and(target(HasName.Predicates.nameMatching("debug|info|warn|error"))));
        }
    },
    NOTHING_PRINTS {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .doNotHaveSimpleName("StandardOutput")
                    .should(ACCESS_STANDARD_STREAMS)
                    .because("output goes to Maven's log, and StandardOutput masks secrets");
        }
    },
    NOTHING_USES_JAVA_UTIL_LOGGING {
        @Override
        ArchRule of(String root) {
            return noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");
        }
    },
    NAMES_SAY_WHAT_A_CLASS_IS {
        @Override
        ArchRule of(String root) {
            return noClasses()
                    .that()
                    .doNotHaveSimpleName("PackageManager")
                    .should()
                    .haveNameMatching(".*(Util|Utils|Helper|Manager)");
        }
    };

    /** The packages from top to bottom. A package may use only those below it. */
    static final List<String> LAYERS = List.of(
            "maven",
            "report",
            "report.page",
            "convert",
            "config",
            "pipeline",
            "builder.execute",
            "builder.plan",
            "builder.push",
            "builder",
            "command",
            "inspection",
            "downstream",
            "retention",
            "store",
            "engine.selection",
            "engine.docker",
            "engine.buildah",
            "engine.connection",
            "engine",
            "registry",
            "registry.auth",
            "gitlab",
            "http",
            "definition",
            "project",
            "packages",
            "oci",
            "ci",
            "tls",
            "support");

    /** {@return the rule for the packages below a root package} */
    abstract ArchRule of(String root);

    private static ArchCondition<JavaClass> useOnlyPackagesBelow(String root) {
        return new ArchCondition<>("use only packages below their own") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                int layer = layer(root, origin);
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass();
                    if (used.getPackageName().startsWith(root + ".") && (layer < 0 || layer(root, used) < layer)) {
                        events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** {@return the index of a class in the list, or -1 for a package that is not in the list} */
    private static int layer(String root, JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? LAYERS.indexOf(name.substring(root.length() + 1)) : -1;
    }
}
