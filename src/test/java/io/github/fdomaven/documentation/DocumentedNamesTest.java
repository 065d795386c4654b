package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.SettingsDocumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each goal, property, variable, element and file that a page names exists. */
class DocumentedNamesTest {

    private static final Pattern GOAL = Pattern.compile("\\bfdo(?:-maven-plugin:[\\w.-]+)?:([a-z][a-z-]+)");
    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w./-])fdo\\.([a-z_][a-z._-]*[a-z])(?!\\w)");
    private static final Pattern VARIABLE = Pattern.compile("\\bFDO_[A-Z_]+[A-Z]\\b(?!_)");
    private static final Pattern ELEMENT = Pattern.compile("`[^`\\n]*?<([a-zA-Z]+)>[^`\\n]*`");
    private static final Pattern SECTION = Pattern.compile("\\]\\(([\\w./-]*)#([^)]+)\\)");
    private static final Pattern FILE = Pattern.compile("(?<![\\w/.])(src/(?:it|site)/[\\w./-]*\\w)");

    /** Names that the plugin writes, such as labels, and names in this documentation that are wrong on purpose. */
    private static final Set<String> OTHER_PROPERTIES = Set.of(
            "fdo.env",
            "fdo.image",
            "fdo.distribution.image",
            "fdo.pipeline_id",
            "fdo.job_id",
            "fdo.project",
            "fdo.commit",
            "fdo.package_cache",
            "fdo.packages",
            "fdo.packages_digest",
            "fdo.metadata_digest",
            "fdo.metadata_urls",
            "fdo.recipe_digest",
            "fdo.recipe",
            "fdo.base_image",
            "fdo.base_digest",
            "fdo.upstream-repo",
            "fdo.expires-after",
            "fdo.delete.patern");

    /** Variables that the plugin sets or reads besides its settings, and one that is wrong on purpose. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "FDO_DISTRIBUTION_IMAGE",
            "FDO_DISTRIBUTION_IMAGE_DIGEST",
            "FDO_POKE_CHAIN",
            "FDO_PIPELINE_ID",
            "FDO_CHANGED_BASES",
            "FDO_UPSTREAM_REPOS");

    /** Elements of Maven, placeholders, and an element that is wrong on purpose. */
    private static final Set<String> OTHER_ELEMENTS = Set.of(
            "pluginRepositories",
            "image",
            "dependent",
            "configuration",
            "plugins",
            "pluginManagement",
            "phase",
            "execution",
            "executions",
            "dependency",
            "dependencies",
            "type",
            "artifactId",
            "id",
            "username",
            "password",
            "deployAtEnd",
            "goals",
            "site",
            "distributionManagement",
            "releaseProfiles",
            "preparationGoals",
            "engine",
            "patern");

    static Stream<DocumentationPage> pages() {
        return DocumentationPage.all().stream();
    }

    private static List<String> unknown(String text, Pattern pattern, int group, Set<String> known) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(group))
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesGoals(DocumentationPage page) {
        assertThat(unknown(page.text(), GOAL, 1, with(SettingsDocumentation.goals(), Set.of("help"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesProperties(DocumentationPage page) {
        assertThat(
                        unknown(page.text(), PROPERTY, 0, with(SettingsDocumentation.properties(), OTHER_PROPERTIES))
                                .stream()
                                .filter(name -> !name.startsWith("fdo.image.")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesVariables(DocumentationPage page) {
        // The page for users of the CI templates also names variables that have no equivalent.
        if (page.path().endsWith("migrating.md")) {
            return;
        }
        assertThat(unknown(page.text(), VARIABLE, 0, with(SettingsDocumentation.variables(), OTHER_VARIABLES)).stream()
                        .filter(name -> !name.startsWith("FDO_IMAGE_")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesElements(DocumentationPage page) {
        assertThat(unknown(page.prose(), ELEMENT, 1, with(SettingsDocumentation.elements(), OTHER_ELEMENTS)))
                .isEmpty();
    }

    /** GitLab and the site compute different anchors of a heading, so that a linked section has its own. */
    @ParameterizedTest
    @MethodSource("pages")
    void linksToSectionsWithAnchors(DocumentationPage page) {
        assertThat(SECTION.matcher(page.prose()).results()).allSatisfy(link -> {
            String file = link.group(1);
            DocumentationPage target = file.isEmpty() ? page : DocumentationPage.ofSite(file.replaceFirst(".*/", ""));
            assertThat(target.lines()).contains("<a id=\"" + link.group(2) + "\"></a>");
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesFiles(DocumentationPage page) {
        assertThat(FILE.matcher(page.text())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !Files.exists(Path.of(name))))
                .isEmpty();
    }
}
