package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.aged;
import static io.github.fdomaven.retention.Tags.digest;
import static io.github.fdomaven.retention.Tags.image;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.request;
import static io.github.fdomaven.retention.Tags.selection;
import static io.github.fdomaven.retention.Tags.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeletionPolicyTest {

    private static final String LAST_WEEK = "2026-11-17T00:00:00Z";
    private static final Map<String, String> A_DAY = Map.of("fdo.expires-after", "1d");
    private static final Map<String, String> A_YEAR = Map.of("fdo.expires-after", "52w");

    private static List<String> decide(CleanupRequest request, boolean byDigest, ImageInfo... images) {
        return Tags.texts(Tags.decide(request, List.of(images), byDigest));
    }

    private static List<String> decide(CleanupRequest request, ImageInfo... images) {
        return decide(request, true, images);
    }

    @Test
    void deletesExpiredImagesExceptThoseThatThePomNames() {
        assertThat(decide(
                        request(selection(Selection.Mode.EXPIRED, null), reference("named")),
                        aged("old", "1", LAST_WEEK, A_DAY),
                        aged("wanted", "2", LAST_WEEK, A_YEAR),
                        aged("forever", "3", LAST_WEEK, Map.of()),
                        aged("odd", "4", LAST_WEEK, Map.of("fdo.expires-after", "soon")),
                        aged("timeless", "5", null, A_DAY),
                        aged("named", "6", LAST_WEEK, A_DAY)))
                .containsExactly(
                        "old Delete: expired: created 2026-11-17T00:00:00Z, expires after 1d",
                        "wanted Keep: not expired: created 2026-11-17T00:00:00Z, expires after 52w",
                        "forever Keep: it has no label fdo.expires-after",
                        "odd Keep WARNING: its label fdo.expires-after is not valid: 'soon' is not a duration: write a whole"
                                + " number and one of the units m, h, d, w without a space, as in 90m, 1h, 2d or 3w.",
                        "timeless Keep WARNING: it expires after 1d, but its creation time is not known",
                        "named Keep INFO: the POM names it, though it is expired: created 2026-11-17T00:00:00Z, expires after 1d");
    }

    @Test
    void limitsEveryModeByThePattern() {
        ImageInfo[] tags = {
            aged("a-1", "1", LAST_WEEK, A_DAY), aged("a-2", "2", LAST_WEEK, Map.of()), aged("b", "3", LAST_WEEK, A_DAY)
        };

        assertThat(decide(request(selection(Selection.Mode.EXPIRED, "a-*")), tags))
                .containsExactly(
                        "a-1 Delete: expired: created 2026-11-17T00:00:00Z, expires after 1d",
                        "a-2 Keep: it has no label fdo.expires-after",
                        "b Keep: it does not match 'a-*'");
        assertThat(decide(request(selection(Selection.Mode.ALL, "a-?"), reference("a-2")), tags))
                .containsExactly(
                        "a-1 Delete: it matches 'a-?'",
                        "a-2 Keep INFO: the POM names it: to delete it too, list it in <deleteTags>"
                                + " (-Dfdo.delete.tags)",
                        "b Keep: it does not match 'a-?'");
    }

    @Test
    void deletesImagesThatThePomDoesNotName() {
        assertThat(decide(
                        request(selection(Selection.Mode.UNNAMED, null), reference("named")),
                        image("named", "1"),
                        image("other", "2")))
                .containsExactly("named Keep INFO: the POM names it", "other Delete: the POM does not name it");
    }

    @Test
    void keepsABaseImageThatIsNamedByDigestUnderAnyTag() {
        Reference base = Tags.REPOSITORY.at(digest("base"));

        assertThat(decide(
                        request(selection(Selection.Mode.ALL, null), base),
                        image("base", "base"),
                        image("index", "index", "base", "more"),
                        image("other", "2")))
                .containsExactly(
                        "base Keep INFO: the POM names it: to delete it too, list it in <deleteTags>"
                                + " (-Dfdo.delete.tags)",
                        "index Keep INFO: the POM names it: to delete it too, list it in <deleteTags>"
                                + " (-Dfdo.delete.tags)",
                        "other Delete: all images are deleted");
    }

    @Test
    void deletesListedTagsOnlyEvenIfThePomNamesThem() {
        ImageInfo elsewhere = image(Reference.parse(Tags.OTHER + ":listed"), "3");
        ImageInfo other = image(Reference.parse(Tags.OTHER + ":other"), "4");

        assertThat(decide(
                        request(selection(null, null, reference("listed"), elsewhere.reference()), reference("listed")),
                        image("listed", "1"),
                        image("other", "2"),
                        elsewhere,
                        other))
                .containsExactly(
                        "listed Delete: listed in <deleteTags>",
                        "other Keep: it is not listed in <deleteTags>",
                        "listed Delete: listed in <deleteTags>",
                        "other Keep: it is not listed in <deleteTags>");
        // In a repository without images of the POM, only listed tags are deleted.
        assertThat(decide(request(selection(Selection.Mode.ALL, null, elsewhere.reference())), elsewhere, other))
                .containsExactly(
                        "listed Delete: listed in <deleteTags>", "other Keep: it is not listed in <deleteTags>");
    }

    @Test
    void keepsTagsThatShareTheDigestOfAKeptTag() {
        CleanupRequest request = request(selection(Selection.Mode.UNNAMED, null), reference("named"));
        ImageInfo[] tags = {image("named", "1"), image("same", "1"), image("a", "2"), image("b", "2")};

        assertThat(decide(request, tags))
                .containsExactly(
                        "named Keep INFO: the POM names it",
                        "same Keep WARNING: it shares its digest " + digest("1") + " with " + reference("named")
                                + ", which is kept: the registry deletes by digest only",
                        "a Delete: the POM does not name it",
                        "b Delete: the POM does not name it");
        assertThat(decide(request, false, tags)).contains("same Delete: the POM does not name it");
    }

    @Test
    void keepsTheMembersOfAKeptIndex() {
        assertThat(decide(
                        request(selection(Selection.Mode.UNNAMED, null), reference("top")),
                        image("top", "top", "index"),
                        image("image", "image"),
                        image("index", "index", "image")))
                .containsExactly(
                        "top Keep INFO: the POM names it",
                        "image Keep WARNING: it is one of the images of the index " + reference("index")
                                + ", which is kept: the registry deletes by digest only",
                        "index Keep WARNING: it is one of the images of the index " + reference("top")
                                + ", which is kept: the registry deletes by digest only");
    }

    @Test
    void keepsTheRepositoryOfAnUnreadableTag() {
        ImageInfo other = image(Reference.parse(Tags.OTHER + ":1"), "1");
        CleanupRequest request = new CleanupRequest(
                Set.of(Tags.REPOSITORY, Tags.OTHER),
                Set.of(),
                selection(Selection.Mode.UNNAMED, null),
                false,
                Tags.NOW);

        assertThat(decide(request, unreadable("unreadable", Optional.empty()), image("a", "2"), other))
                .containsExactly(
                        "unreadable Fail: GET unreadable: 500.",
                        "a Keep WARNING: it may belong to " + reference("unreadable")
                                + ", which cannot be read: the registry deletes by digest only",
                        "1 Delete: the POM does not name it");
        // GitLab deletes a tag whose image is not readable.
        assertThat(decide(request, false, unreadable("unreadable", Optional.empty())))
                .containsExactly("unreadable Delete: the POM does not name it");
        assertThat(decide(request, unreadable("unreadable", Optional.of(digest("3"))), image("a", "2")))
                .containsExactly("unreadable Delete: the POM does not name it", "a Delete: the POM does not name it");
    }

    @Test
    void failsForAnUnreadableTagThatMayHaveExpired() {
        CleanupRequest request = request(selection(Selection.Mode.EXPIRED, null), reference("named"));

        assertThat(decide(
                        request,
                        unreadable("unreadable", Optional.of(digest("1"))),
                        unreadable("named", Optional.of(digest("1"))),
                        aged("old", "2", LAST_WEEK, A_DAY)))
                .containsExactly(
                        "unreadable Fail: GET unreadable: 500.",
                        "named Keep: the POM names it",
                        "old Keep WARNING: it may belong to " + reference("unreadable")
                                + ", which cannot be read: the registry deletes by digest only");
    }

    @Test
    void keepsNamedImagesWhateverTheSpellingOfTheRegistry() {
        Reference digest = Reference.parse("REGISTRY.example.org/app/base@" + digest("2"));
        CleanupRequest request = request(
                selection(Selection.Mode.ALL, null),
                Reference.parse("registry.example.org:443/app/base:port"),
                Reference.parse("registry.example.org/app/base:both@" + digest("1")),
                digest);

        for (boolean byDigest : List.of(true, false)) {
            assertThat(decide(
                            request,
                            byDigest,
                            image("port", "3"),
                            image("both", "moved"),
                            image("first", "1"),
                            image("second", "2"),
                            image("Port", "4")))
                    .extracting(text -> text.split(":")[0])
                    .containsExactly(
                            "port Keep INFO", "both Keep INFO", "first Keep INFO", "second Keep INFO", "Port Delete");
        }
    }

    @Test
    void failsForAnUnreadableTagThatThePomMayNameByDigest() {
        CleanupRequest request = request(selection(Selection.Mode.UNNAMED, null), Tags.REPOSITORY.at(digest("1")));

        assertThat(decide(request, false, unreadable("unreadable", Optional.empty()), image("other", "2")))
                .containsExactly("unreadable Fail: GET unreadable: 500.", "other Delete: the POM does not name it");
    }
}
