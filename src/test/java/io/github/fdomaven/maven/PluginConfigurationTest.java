package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.config.DependentSettings;
import io.github.fdomaven.config.ModuleSettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginConfigurationTest {

    /** A configuration in which the expression ${known} has a value, and ${unknown} has none. */
    private static PluginConfiguration configuration(String xml) {
        try {
            return new PluginConfiguration(
                    Xpp3DomBuilder.build(new StringReader("<configuration>" + xml + "</configuration>")),
                    text -> text.equals("${unknown}") ? null : text.replace("${known}", "value"));
        } catch (XmlPullParserException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsTheSettingsOfAllGoals() {
        assertThat(configuration("<tag>1</tag><command>make</command><images/><labels><a>1</a></labels>")
                        .values())
                .isEqualTo(Map.of(Setting.TAG, "1", Setting.COMMAND, "make"));
    }

    @Test
    void evaluatesExpressions() {
        PluginConfiguration configuration =
                configuration("<tag>${known}.0</tag><exec>${unknown}</exec><labels><a>${known}</a></labels>");

        assertThat(configuration.values()).isEqualTo(Map.of(Setting.TAG, "value.0"));
        assertThat(configuration.labels()).isEqualTo(Map.of("a", "value"));
    }

    @Test
    void readsImagesWithTheirLabels() {
        assertThat(configuration(
                                "<images><image><name>base</name><labels><a>1</a><b/></labels></image><image/></images>")
                        .images())
                .containsExactly(
                        new ModuleSettings.Image(Map.of(Setting.NAME, "base"), Map.of("a", "1", "b", "")),
                        new ModuleSettings.Image(Map.of(), Map.of()));
    }

    @Test
    void warnsAboutOtherElementsInLists() {
        PluginConfiguration configuration =
                configuration("<images><imag><name>base</name></imag></images><dependents><depends/></dependents>");

        assertThat(configuration.images())
                .containsExactly(new ModuleSettings.Image(Map.of(Setting.NAME, "base"), Map.of()));
        assertThat(configuration.warnings())
                .containsExactly(
                        "Unknown element <imag> in <images> is read as <image>.",
                        "Unknown element <depends> in <dependents> is read as <dependent>.");
    }

    @Test
    void readsDependentsWithTheirVariables() {
        assertThat(configuration("<dependents><dependent><project>group/app</project><images>base</images>"
                                + "<variables><A>1</A></variables></dependent></dependents>")
                        .dependents())
                .containsExactly(new DependentSettings.Element(
                        Map.of(Setting.DEPENDENT_PROJECT, "group/app", Setting.DEPENDENT_IMAGES, "base"),
                        Map.of("A", "1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<tags>1</tags> | <tags> in <configuration> | <tag>",
                "<images><image><tagg>1</tagg></image></images> | <tagg> in <image> | <tag>",
                "<dependents><dependent><projet>a/b</projet></dependent></dependents>"
                        + " | <projet> in <dependent> | <project>"
            })
    void warnsAboutUnknownElements(String xml, String element, String meant) {
        assertThat(configuration(xml).warnings())
                .containsExactly("Unknown element " + element + " has no effect. Did you mean " + meant + "?");
    }

    @Test
    void refusesUnknownElementsForADeletion() {
        configuration("<pattern>nightly-*</pattern>").refuseUnknownElements();
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> configuration("<patern>nightly-*</patern>").refuseUnknownElements())
                .withMessage(
                        "Unknown element <patern> in <configuration> has no effect. Did you mean <pattern>? Nothing"
                                + " was deleted. Correct or remove that element.");
    }

    @Test
    void doesNotWarnAboutSettingsOfOtherGoalsAndNamesOfTheUser() {
        assertThat(configuration("<tag>1</tag><command>make</command><labels><anything>1</anything></labels>"
                                + "<dependents><dependent><ref>main</ref><variables><ANY>1</ANY></variables></dependent>"
                                + "</dependents>")
                        .warnings())
                .isEmpty();
    }

    @Test
    void warnsAboutASettingOfAGoalInAnImage() {
        assertThat(configuration("<images><image><push>true</push></image></images>")
                        .warnings())
                .containsExactly("Unknown element <push> in <image> has no effect.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<packages><package>curl</package></packages> | <packages> (-Dfdo.distribution.packages,"
                        + " FDO_DISTRIBUTION_PACKAGES): the element <package> is not allowed here. Write a text.",
                "<only><name>base</name></only> | <only> (-Dfdo.only, FDO_ONLY): the element <name> is not allowed here."
                        + " Write a text, with commas between the names.",
                "<image><tag>1</tag></image> | <image> (-Dfdo.image, FDO_IMAGE): the element <tag> is not allowed here."
                        + " Put an <image> with elements into <images>."
            })
    void refusesElementsInsteadOfAText(String xml, String message) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> configuration(xml).values())
                .withMessage(message);
    }
}
