package io.github.fdomaven.report.page;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.report.page.ImageTree.Node;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the images as a graph: a column for each depth. The first image that is built from another one is in the same row, and
 * each further one in a row of its own, so that 300 images are still a readable list.
 */
final class GraphDrawing {

    private static final int MARGIN = 12;
    private static final int ROW = 32;
    private static final int BOX = 24;
    private static final int GAP = 44;
    private static final int BEND = 6;
    private static final int BASELINE = 16;
    private static final int PADDING = 10;

    /** The widths of letters in a font that is not known. What is wider is cut off by the box. */
    private static final int NARROW = 7;

    private static final int WIDE = 14;
    private static final int FIRST_WIDE = 0x1100;
    private static final int OUTCOME = 66;
    private static final int MAX_LABEL = 40;

    private final List<Node> nodes;
    private final List<String> labels = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>();

    /** The left and the width of each column. */
    private final List<Integer> lefts = new ArrayList<>();

    private final List<Integer> widths = new ArrayList<>();
    private final Html html;

    private GraphDrawing(ImageTree tree, Html html) {
        this.nodes = tree.nodes();
        this.html = html;
    }

    static void draw(ImageTree tree, Html html) {
        GraphDrawing drawing = new GraphDrawing(tree, html);
        drawing.layOut();
        drawing.draw();
    }

    private void layOut() {
        int last = -1;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean isFirst = node.parent() == i - 1 && i > 0;
            rows.add(isFirst ? rows.get(i - 1) : ++last);
            labels.add(label(node));
            if (node.depth() == widths.size()) {
                widths.add(0);
            }
            widths.set(node.depth(), Math.max(widths.get(node.depth()), width(node, labels.get(i))));
        }
        int left = MARGIN;
        for (int width : widths) {
            lefts.add(left);
            left += width + GAP;
        }
    }

    /** The end of a long reference says more than its beginning. */
    private String label(Node node) {
        String label = OneLine.whole(html.masked(node.label()));
        if (node.result().isPresent()) {
            return OneLine.shortened(label, MAX_LABEL);
        }
        int slash = label.indexOf('/', label.length() - MAX_LABEL);
        return label.length() <= MAX_LABEL || slash < 0 ? label : "…" + label.substring(slash);
    }

    private static int width(Node node, String label) {
        int width = PADDING * 2 + (node.result().isPresent() ? OUTCOME : 0);
        for (int i = 0; i < label.length(); i++) {
            width += label.charAt(i) < FIRST_WIDE ? NARROW : WIDE;
        }
        return width;
    }

    private void draw() {
        int last = widths.size() - 1;
        int width = lefts.get(last) + widths.get(last) + MARGIN;
        int height = rows.get(rows.size() - 1) * ROW + BOX + 2 * MARGIN;
        html.add("<svg width=\"").add(width).add("\" height=\"").add(height);
        html.add("\" viewBox=\"0 0 ").add(width).add(" ").add(height);
        html.add("\" role=\"group\" aria-labelledby=\"graph-text\">\n");
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).parent() >= 0) {
                edge(nodes.get(i).parent(), i);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            box(i);
        }
        html.add("</svg>\n");
    }

    private int left(int node) {
        return lefts.get(nodes.get(node).depth());
    }

    private int top(int node) {
        return MARGIN + rows.get(node) * ROW;
    }

    private void edge(int from, int to) {
        int right = left(from) + widths.get(nodes.get(from).depth());
        int middle = left(to) - GAP / 2;
        int startY = top(from) + BOX / 2;
        int endY = top(to) + BOX / 2;
        html.add("<path class=\"edge\" d=\"M").add(right).add(" ").add(startY);
        if (startY != endY) {
            html.add("H").add(middle).add("V").add(endY - BEND);
            html.add("q0 ").add(BEND).add(" ").add(BEND).add(" ").add(BEND);
        }
        html.add("H").add(left(to)).add("\"/>\n");
    }

    private void box(int index) {
        Node node = nodes.get(index);
        int width = widths.get(node.depth());
        html.add(node.result().isPresent() ? "<a class=\"node " : "<g class=\"node");
        if (node.result().isPresent()) {
            html.add(ImageList.cssClass(node.result().get())).add("\" href=\"#").add(Node.id(index));
        }
        html.add("\"><svg x=\"")
                .add(left(index))
                .add("\" y=\"")
                .add(top(index))
                .add("\" width=\"")
                .add(width);
        html.add("\" height=\"").add(BOX).add("\"><title>").text(node.label());
        if (node.result().isPresent()) {
            html.add(", ").text(node.result().get().outcome());
        }
        html.add("</title><rect class=\"box").add(node.result().isPresent() ? "" : " outside");
        html.add("\" x=\"1\" y=\"1\" rx=\"5\" width=\"")
                .add(width - 2)
                .add("\" height=\"")
                .add(BOX - 2)
                .add("\"/>");
        html.add("<text class=\"")
                .add(node.result().isPresent() ? "name" : "base")
                .add("\" x=\"")
                .add(PADDING);
        html.add("\" y=\"").add(BASELINE).add("\">").text(labels.get(index)).add("</text>");
        if (node.result().isPresent()) {
            outcome(node.result().get(), width);
        }
        html.add(node.result().isPresent() ? "</svg></a>\n" : "</svg></g>\n");
    }

    private void outcome(ImageResult result, int width) {
        html.add("<rect class=\"bar\" x=\"1\" y=\"4\" width=\"3\" height=\"16\" rx=\"1\"/>");
        html.add("<text class=\"out\" text-anchor=\"end\" x=\"")
                .add(width - PADDING)
                .add("\" y=\"")
                .add(BASELINE);
        html.add("\">").text(result.outcome()).add("</text>");
    }
}
