package io.github.fdomaven.report.page;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.report.page.ImageTree.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what a build did: a summary, the graph, the timeline, and the details of each image. */
final class ImageList {

    /** Of a few images, all details are open. */
    private static final int FEW = 3;

    /** The images to which the search brings something. */
    private static final int SEARCHABLE = 2;

    private static final int MAX_DEPTH = 5;

    private final List<ImageResult> results;
    private final Html html;

    ImageList(List<ImageResult> results, Html html) {
        this.results = results;
        this.html = html;
    }

    /** Writes the heading of the page: the module, the time, and how many images have which outcome. */
    void summary(String module) {
        html.add("<h1>Images of <bdi>").text(module).add("</bdi></h1>\n<p class=\"soft\">");
        TimeDrawing.Span span = TimeDrawing.Span.of(results);
        html.add("build-image, ").time(span.began()).add(", ");
        html.text(Html.duration(span.length())).add("</p>\n<ul class=\"counts\">\n");
        Outcome[] outcomes = Outcome.values();
        for (int i = outcomes.length - 1; i >= 0; i--) {
            int count = count(outcomes[i]);
            if (count > 0) {
                html.add("<li><b>").add(count).add("</b> ");
                html.state(outcomes[i].name(), cssClass(outcomes[i])).add("</li>\n");
            }
        }
        html.add("</ul>\n");
    }

    private int count(Outcome outcome) {
        int count = 0;
        for (ImageResult result : results) {
            count += result.outcome() == outcome ? 1 : 0;
        }
        return count;
    }

    void write() {
        ImageTree tree = ImageTree.of(results);
        failures(tree);
        html.add(
                "<section id=\"graph\">\n<h2>Graph</h2>\n<figure>\n<figcaption id=\"graph-text\">Each image, after the image");
        html.add(" that it is built from.</figcaption>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
        html.add(" aria-labelledby=\"graph-text\">\n");
        GraphDrawing.draw(tree, html);
        html.add("</div>\n</figure>\n</section>\n");
        TimeDrawing.draw(results, html);
        html.add("<section id=\"images\">\n<h2>Images</h2>\n");
        if (results.size() >= SEARCHABLE) {
            html.add(
                    "<p class=\"search\" hidden><label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"");
            html.add(" placeholder=\"image or package\"></label> <output id=\"found\" for=\"search\"></output></p>\n");
        }
        ImageDetails details = new ImageDetails(html);
        for (int i = 0; i < tree.nodes().size(); i++) {
            Node node = tree.nodes().get(i);
            if (node.result().isPresent()) {
                image(node, Node.id(i), details);
            }
        }
        html.add("</section>\n");
    }

    /** Lists the failed images first, so that the reader finds them among many. */
    private void failures(ImageTree tree) {
        if (count(Outcome.FAILED) == 0) {
            return;
        }
        html.add("<section id=\"failures\">\n<h2>Failed images</h2>\n<ul>\n");
        for (int i = 0; i < tree.nodes().size(); i++) {
            Optional<ImageResult> result = tree.nodes().get(i).result();
            if (result.isPresent() && result.get().isFailed()) {
                html.add("<li><a href=\"#")
                        .add(Node.id(i))
                        .add("\"><bdi>")
                        .text(result.get().name());
                html.add("</bdi></a> <span class=\"reason\">")
                        .text(firstLine(result.get()))
                        .add("</span></li>\n");
            }
        }
        html.add("</ul>\n</section>\n");
    }

    private static String firstLine(ImageResult result) {
        int end = result.reason().indexOf('\n');
        return end < 0 ? result.reason() : result.reason().substring(0, end);
    }

    private void image(Node node, String id, ImageDetails details) {
        ImageResult result = node.result().get();
        html.add("<details class=\"image depth-").add(Math.min(node.depth(), MAX_DEPTH));
        html.add(results.size() <= FEW || result.isFailed() ? "\" open>\n" : "\">\n");
        html.add("<summary><h3>").text(result.name()).add("</h3> ");
        html.state(result.outcome().name(), cssClass(result)).add(" <span class=\"reason\">");
        html.text(firstLine(result));
        for (ImageDifference difference : result.differences()) {
            html.add("<br>").text(difference.summary());
        }
        html.add("</span> <span class=\"figures\">");
        if (TimeDrawing.hasWork(result)) {
            html.text(Html.duration(result.took()));
        }
        Optional<Long> size = result.size();
        if (size.isPresent()) {
            html.add(TimeDrawing.hasWork(result) ? ", " : "").text(Html.size(size.get()));
        }
        html.add("</span></summary>\n<div class=\"body\" id=\"").add(id).add("\">\n");
        details.write(result);
        html.add("</div>\n</details>\n");
    }

    static String cssClass(ImageResult result) {
        return cssClass(result.outcome());
    }

    private static String cssClass(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
