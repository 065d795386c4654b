package io.github.fdomaven.report;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The graph of images and their base images, in the language of Mermaid (https://mermaid.js.org/syntax/flowchart.html). */
final class MermaidGraph {

    /** Characters with a meaning in a label for Mermaid, Markdown or a browser. */
    private static final String SPECIAL = "\"#<>&`";

    private final List<PlannedImage> plan;
    private final StringBuilder text = new StringBuilder();

    /** The names of the nodes. They are generated, because the names of images may contain any character. */
    private final Map<String, String> nodes = new LinkedHashMap<>();

    MermaidGraph(List<PlannedImage> plan) {
        this.plan = plan;
    }

    /** Returns the graph as a Markdown code block. */
    String text() {
        text.append("```mermaid\nflowchart LR\n");
        for (PlannedImage planned : plan) {
            String label =
                    escaped(planned.image().name()) + "<br/>" + planned.action().verb();
            line(node(planned.image()) + "[\"" + label + "\"]");
        }
        plan.forEach(this::edge);
        return text.append("```\n").toString();
    }

    private void edge(PlannedImage planned) {
        String from = planned.image()
                .parent()
                .map(MermaidGraph::key)
                .filter(nodes::containsKey)
                .map(this::node)
                .orElseGet(() -> external(planned.image().recipe().base().text(), planned.action()));
        line(from + " --> " + node(planned.image()));
    }

    private String node(ImageDefinition image) {
        return node(key(image));
    }

    /** Two modules may have images of the same name. An image of an index belongs to the node of the index. */
    private static String key(ImageDefinition image) {
        return "image " + image.index().orElse(image.reference());
    }

    /** Returns the rounded node of a base that is not one of these images. */
    private String external(String base, Action action) {
        boolean isNew = !nodes.containsKey("base " + base);
        String node = node("base " + base);
        if (isNew) {
            String label = escaped(base) + (action instanceof Action.NoBase ? "<br/>does not exist" : "");
            line(node + "([\"" + label + "\"])");
        }
        return node;
    }

    private String node(String key) {
        return nodes.computeIfAbsent(key, absent -> "n" + nodes.size());
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
