package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.image;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.request;
import static io.github.fdomaven.retention.Tags.selection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexTagsTest {

    private static final List<ImageInfo> TAGS =
            List.of(image("1", "index", "amd64", "arm"), image("1-amd64", "amd64"), image("1-arm-v7", "arm"));

    private static List<String> decide(
            boolean isByDigest, Selection selection, List<ImageInfo> tags, Reference... named) {
        return Tags.texts(Tags.decide(request(selection, named), tags, isByDigest));
    }

    @Test
    void deletesTheImagesOfAnIndexWithIt() {
        Selection listed = selection(null, null, reference("1"));

        assertThat(decide(false, listed, TAGS, reference("1"), reference("1-amd64"), reference("1-arm-v7")))
                .containsExactly(
                        "1 Delete: listed in <deleteTags>",
                        "1-amd64 Delete: it is an image of the index " + reference("1") + ", which is deleted",
                        "1-arm-v7 Delete: it is an image of the index " + reference("1") + ", which is deleted");
    }

    @Test
    void keepsTheImagesOfAnIndexThatIsKept() {
        for (boolean isByDigest : new boolean[] {true, false}) {
            assertThat(decide(isByDigest, CleanupTestCase.UNNAMED, TAGS, reference("1")))
                    .containsExactly(
                            "1 Keep INFO: the POM names it",
                            "1-amd64 Keep: it is an image of the index " + reference("1") + ", which is kept",
                            "1-arm-v7 Keep: it is an image of the index " + reference("1") + ", which is kept");
        }
    }

    @Test
    void keepsAnImageThatAnotherIndexHas() {
        List<ImageInfo> tags = List.of(TAGS.get(0), TAGS.get(1), image("2", "other", "amd64"));

        for (boolean isByDigest : new boolean[] {true, false}) {
            assertThat(decide(isByDigest, CleanupTestCase.UNNAMED, tags, reference("2")))
                    .startsWith(
                            "1 Delete: the POM does not name it",
                            "1-amd64 Keep INFO: the index " + reference("2") + ", which is kept, has this image too");
        }
    }

    @Test
    void keepsAnImageThatThePomNamesWithoutTheIndex() {
        for (Selection selection : List.of(CleanupTestCase.UNNAMED, selection(null, null, reference("1")))) {
            assertThat(decide(false, selection, TAGS, reference("1-amd64")))
                    .anyMatch(text -> text.matches("1-amd64 Keep.*: the POM names it"))
                    .anyMatch(text -> text.startsWith("1-arm-v7 Delete: it is an image of the index"));
        }
    }

    @Test
    void decidesForATagWithAnotherImageByItself() {
        List<ImageInfo> tags = List.of(TAGS.get(0), image("1-amd64", "newer"));

        assertThat(decide(false, CleanupTestCase.UNNAMED, tags, reference("1")))
                .containsExactly("1 Keep INFO: the POM names it", "1-amd64 Delete: the POM does not name it");
    }

    @Test
    void deletesAnImageThatTheUserLists() {
        Selection listed = selection(null, null, reference("1-amd64"));

        assertThat(decide(false, listed, TAGS)).contains("1-amd64 Delete: listed in <deleteTags>");
    }
}
