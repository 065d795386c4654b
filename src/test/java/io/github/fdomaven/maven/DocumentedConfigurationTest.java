package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingsDocumentation;
import io.github.fdomaven.documentation.DocumentationPage;
import io.github.fdomaven.documentation.DocumentationPage.Snippet;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The XML that the pages show. The plugin and Maven read it, and know all of its elements. */
class DocumentedConfigurationTest {

    private static final String PLUGIN = "fdo-maven-plugin";

    /** The elements of a POM that a snippet may consist of. */
    private static final Set<String> OF_POM = Set.of(
            "project",
            "build",
            "plugins",
            "plugin",
            "configuration",
            "executions",
            "execution",
            "profiles",
            "profile",
            "dependency",
            "dependencies",
            "properties",
            "pluginRepositories");

    static Stream<Snippet> snippets() {
        return DocumentationPage.snippets("xml");
    }

    private static Xpp3Dom parse(Snippet snippet) throws XmlPullParserException, IOException {
        String content = snippet.text().replaceFirst("^<\\?xml[^>]*>", "");
        return Xpp3DomBuilder.build(new StringReader("<snippet>" + content + "</snippet>"));
    }

    /** The configurations of this plugin in a part of a POM. A configuration without any of its settings is another plugin's. */
    private static List<Xpp3Dom> configurations(Xpp3Dom dom) {
        List<Xpp3Dom> found = new ArrayList<>();
        Xpp3Dom artifact = dom.getChild("artifactId");
        boolean isOther = dom.getName().equals("plugin")
                && (artifact == null || !artifact.getValue().matches(PLUGIN + "|@project.artifactId@"));
        if (dom.getName().equals("configuration")) {
            if (Stream.of(dom.getChildren())
                    .anyMatch(child -> SettingsDocumentation.elements().contains(child.getName()))) {
                found.add(dom);
            }
        } else if (!isOther) {
            Stream.of(dom.getChildren())
                    .map(DocumentedConfigurationTest::configurations)
                    .forEach(found::addAll);
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void consistsOfElementsOfMavenOrOfThePlugin(Snippet snippet) throws Exception {
        for (Xpp3Dom root : parse(snippet).getChildren()) {
            if (root.getName().equals("settings")) {
                new SettingsXpp3Reader().read(new StringReader(root.toString()), true);
            } else if (isProperty(root)) {
                assertThat(SettingsDocumentation.properties()).contains(root.getName());
            } else if (!OF_POM.contains(root.getName())) {
                assertThat(SettingsDocumentation.elements()).contains(root.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void isAValidConfiguration(Snippet snippet) throws Exception {
        Xpp3Dom dom = parse(snippet);
        List<Xpp3Dom> configurations = configurations(dom);
        if (Stream.of(dom.getChildren())
                .noneMatch(root -> OF_POM.contains(root.getName()) || isSettings(root) || isProperty(root))) {
            configurations.add(dom);
        }
        for (Xpp3Dom element : configurations) {
            PluginConfiguration configuration = new PluginConfiguration(element, text -> text);

            assertThat(configuration.warnings()).isEmpty();
            assertThatCode(() -> {
                        configuration.values();
                        configuration.images();
                        configuration.dependents();
                    })
                    .doesNotThrowAnyException();
            assertThat(configuration.values().keySet()).isSubsetOf(Setting.values());
        }
    }

    private static boolean isProperty(Xpp3Dom root) {
        return root.getName().startsWith("fdo.");
    }

    private static boolean isSettings(Xpp3Dom root) {
        return root.getName().equals("settings");
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void bindsGoalsThatExist(Snippet snippet) throws Exception {
        Xpp3Dom plugin = parse(snippet).getChild("executions");
        if (plugin != null) {
            for (Xpp3Dom execution : plugin.getChildren()) {
                assertThat(Stream.of(execution.getChild("goals").getChildren()).map(Xpp3Dom::getValue))
                        .isSubsetOf(SettingsDocumentation.goals());
            }
        }
    }

    /** A whole POM on a page is the POM of a project that the tests build. */
    @ParameterizedTest
    @MethodSource("snippets")
    void isATestedPomIfItIsAWholePom(Snippet snippet) throws IOException {
        if (snippet.text().contains("<project xmlns")) {
            assertThat(testedPoms().contains(normalized(snippet.text())))
                    .as("a project below src/it has this POM")
                    .isTrue();
        }
    }

    private static List<String> testedPoms() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/it"))) {
            List<String> poms = new ArrayList<>();
            for (Path pom : files.filter(file -> file.endsWith("pom.xml")).toList()) {
                poms.add(normalized(Files.readString(pom)));
            }
            return poms;
        }
    }

    /** A POM without its comments, with the plugin's coordinates instead of the placeholders of the tests. */
    private static String normalized(String pom) throws IOException {
        String version = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
        return pom.replaceFirst("^<\\?xml[^>]*>\\s*", "")
                .replaceAll("(?s)<!--.*?-->\\s*", "")
                .replace("@project.groupId@", "io.github.fdomaven")
                .replace("@project.artifactId@", PLUGIN)
                .replace("@project.version@", version)
                .strip();
    }
}
