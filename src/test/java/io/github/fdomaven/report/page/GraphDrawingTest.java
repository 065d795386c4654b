package io.github.fdomaven.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GraphDrawingTest {

    private static final Pattern BOX =
            Pattern.compile("<svg x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" [^>]*><title>([^<,]*)");

    private static List<MatchResult> boxes(ImageTree tree) {
        Html html = new Html(text -> text);
        GraphDrawing.draw(tree, html);
        return BOX.matcher(html.toString()).results().toList();
    }

    @Test
    void putsEachImageAfterItsBaseImage() {
        ImageTree tree = ImageTree.of(PageResults.results());

        assertThat(tree.nodes())
                .extracting(node -> node.depth() + " " + node.label())
                .containsExactly(
                        "0 debian:bookworm",
                        "1 debian",
                        "2 java",
                        "3 maven",
                        "2 node",
                        "3 docs",
                        "0 registry.example.org/mirror/with/a/long/path/fedora:41",
                        "1 fedora",
                        "0 alpine:3.20",
                        "1 tools");
    }

    @Test
    void drawsAllImagesWithoutOverlap() {
        List<MatchResult> boxes = boxes(ImageTree.of(PageResults.many(300)));

        assertThat(boxes).hasSize(301);
        assertThat(boxes.stream().map(box -> box.group(1) + " " + box.group(2))).doesNotHaveDuplicates();
        for (MatchResult box : boxes) {
            int right = Integer.parseInt(box.group(1)) + Integer.parseInt(box.group(3));
            assertThat(boxes)
                    .as(box.group(4))
                    .noneMatch(other -> other.group(2).equals(box.group(2))
                            && Integer.parseInt(other.group(1)) > Integer.parseInt(box.group(1))
                            && Integer.parseInt(other.group(1)) < right);
        }
    }
}
