package io.github.fdomaven.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.Text;
import io.github.fdomaven.support.FixableException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Properties of the way from YAML to XML. */
class ConversionPropertyTest {

    /** Pieces of YAML, of GitLab's syntax and of the templates, in any order. */
    @Provide
    Arbitrary<String> files() {
        String pieces =
                "a|.b|job|: |:\n|\n|\n  |\n    |- |[|]|{|}|, |&x |*x|<<: |!reference |'|\"|>-\n|#|---\n|~|1.10|\t|%|?|@|`"
                        + "|extends: |.fdo.container-build@debian|variables|$A|${B}|$$|FDO_DISTRIBUTION_TAG|include: |local|parallel|matrix";
        Arbitrary<String> piece = Arbitraries.of(pieces.split("\\|"));
        return piece.list().ofMaxSize(40).map(chosen -> String.join("", chosen));
    }

    @Property(tries = 2000)
    void readsOrRefusesEveryText(@ForAll("files") String text) {
        try {
            List<YamlValue> documents = YamlReader.read(text, "file.yml", note -> {});
            if (!documents.isEmpty() && documents.get(0) instanceof Fields top) {
                CiConfig config = new CiConfig(top, new Merger(), note -> {});
                config.jobs()
                        .forEach(job -> Matrix.cells(config, config.job(job))
                                .forEach(cell -> JobVariables.of(config, job, config.job(job), cell)
                                        .expand("$A$B")));
            }
        } catch (FixableException e) {
            assertThat(e.getMessage()).contains("file.yml").hasLineCount(1);
        }
    }

    @Property
    void readsWhatIsQuoted(@ForAll String text) {
        String quoted = "'" + printable(text).replace("'", "''") + "'";

        YamlValue read =
                YamlReader.read("key: " + quoted, "file.yml", note -> {}).get(0);

        assertThat(((Fields) read).fields().values())
                .singleElement()
                .extracting(value -> ((Text) value).text())
                .isEqualTo(printable(text));
    }

    @Property
    void writesXmlThatHasTheSameText(@ForAll String text, @ForAll("settings") Sample setting) throws Exception {
        String value = "x" + printable(text) + setting.suffix();
        ConvertedImage image = new ConvertedImage("a:1", Map.of(setting.setting(), value), null, false);

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(PomXml.configuration(List.of(image)))));

        assertThat(xml.getElementsByTagName(setting.setting().element()).item(0).getTextContent())
                .isEqualTo(value);
    }

    private record Sample(Setting setting, String suffix) {}

    @Provide
    Arbitrary<Sample> settings() {
        return Combinators.combine(
                        Arbitraries.of(Setting.EXEC, Setting.TAG, Setting.USER),
                        Arbitraries.of("", "\nline", "]]>", "&amp;<b>", "\n]]>\n<![CDATA["))
                .as(Sample::new);
    }

    /** The text without characters that YAML or XML cannot have, and without line ends, which YAML folds. */
    private static String printable(String text) {
        return text.codePoints()
                .filter(c ->
                        c >= ' ' && c < 0x7F || c > 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029 || c >= 0x10000)
                .filter(c -> (c & 0xFFFE) != 0xFFFE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
