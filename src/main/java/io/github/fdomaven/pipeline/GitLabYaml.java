package io.github.fdomaven.pipeline;

import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Writes and reads YAML for GitLab. This is the only class here that uses the YAML library. */
final class GitLabYaml {

    private static final int INDENT = 2;

    /** No line is folded. */
    private static final int WIDTH = Integer.MAX_VALUE;

    /** Text that is the same in all versions of YAML without quotes, unless a colon in it has a space behind it. */
    private static final Pattern PLAIN = Pattern.compile("\\.?[A-Za-z]([\\w./=,$@ :-]*[\\w./=,$@-])?");

    /** Words that are not text in YAML 1.1, which GitLab reads. */
    private static final Pattern NOT_TEXT =
            Pattern.compile("y|n|yes|no|on|off|true|false|null|\\.inf|\\.nan", Pattern.CASE_INSENSITIVE);

    private GitLabYaml() {}

    /** {@return a document of maps, lists and texts as YAML, with blank lines between its entries} */
    static String write(Map<String, ?> document) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndent(INDENT)
                .setIndicatorIndent(INDENT)
                .setIndentWithIndicator(true)
                .setWidth(WIDTH)
                .setSplitLines(false)
                .setDereferenceAliases(true)
                .build();
        Dump dump = new Dump(settings, new QuotingRepresenter(settings));
        return document.entrySet().stream()
                .map(entry -> dump.dumpToString(Map.of(entry.getKey(), entry.getValue())))
                .collect(Collectors.joining("\n"));
    }

    /** Quotes each text that another version of YAML may read as a number, a date or a truth value. */
    private static final class QuotingRepresenter extends StandardRepresenter {

        QuotingRepresenter(DumpSettings settings) {
            super(settings);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            return super.representScalar(tag, value, tag.equals(Tag.STR) ? style(value) : style);
        }

        private static ScalarStyle style(String value) {
            if (value.indexOf('\n') >= 0) {
                return ScalarStyle.LITERAL;
            }
            boolean isPlain =
                    PLAIN.matcher(value).matches() && !NOT_TEXT.matcher(value).matches() && !value.contains(": ");
            return isPlain ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED;
        }
    }

    /**
     * {@return the keys of all documents of a YAML file}
     *
     * @throws FixableException if the text is not YAML
     */
    static Set<String> keys(String text, String file) {
        Set<String> keys = new LinkedHashSet<>();
        try {
            Compose compose = new Compose(LoadSettings.builder().setLabel(file).build());
            for (Node document : compose.composeAllFromString(text)) {
                if (document instanceof MappingNode mapping) {
                    for (NodeTuple entry : mapping.getValue()) {
                        if (entry.getKeyNode() instanceof ScalarNode key) {
                            keys.add(key.getValue());
                        }
                    }
                }
            }
        } catch (YamlEngineException e) {
            throw new FixableException(file + " is not valid YAML: " + OneLine.of(e.getMessage()) + ".", e);
        }
        return keys;
    }
}
