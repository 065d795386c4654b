package io.github.fdomaven.report;

import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws which image is FROM which, in the language of Mermaid (https://mermaid.js.org/syntax/flowchart.html). */
final class MermaidGraph {

    /** Letters that mean something in a label, to Mermaid, to Markdown or to a browser. */
    private static final String SPECIAL = "\"#<>&`";

    private final List<PlannedImage> plan;
    private final StringBuilder text = new StringBuilder();

    /** The nodes by what they stand for; their own names are plain, for those of images need not be. */
    private final Map<String, String> nodes = new LinkedHashMap<>();

    MermaidGraph(List<PlannedImage> plan) {
        this.plan = plan;
    }

    /** The graph as Markdown has it. */
    String text() {
        text.append("```mermaid\nflowchart LR\n");
        for (PlannedImage planned : plan) {
            String label =
                    escaped(planned.image().name()) + "<br/>" + planned.action().verb();
            line(node("image " + planned.image().name()) + "[\"" + label + "\"]");
        }
        plan.forEach(this::edge);
        return text.append("```\n").toString();
    }

    private void edge(PlannedImage planned) {
        String from = planned.image()
                .parent()
                .map(ImageDefinition::name)
                .filter(parent -> nodes.containsKey("image " + parent))
                .map(parent -> node("image " + parent))
                .orElseGet(() -> elsewhere(planned.image().recipe().base().text()));
        line(from + " --> " + node("image " + planned.image().name()));
    }

    /** A base that is none of these images, drawn rounded. */
    private String elsewhere(String base) {
        boolean isNew = !nodes.containsKey("base " + base);
        String node = node("base " + base);
        if (isNew) {
            line(node + "([\"" + escaped(base) + "\"])");
        }
        return node;
    }

    private String node(String what) {
        return nodes.computeIfAbsent(what, key -> "n" + nodes.size());
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }

    private static String escaped(String label) {
        StringBuilder escaped = new StringBuilder();
        label.codePoints().forEach(letter -> {
            if (SPECIAL.indexOf(letter) >= 0) {
                escaped.append('#').append(letter).append(';');
            } else {
                escaped.appendCodePoint(letter);
            }
        });
        return escaped.toString();
    }
}
