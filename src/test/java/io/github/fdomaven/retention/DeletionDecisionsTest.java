package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.aged;
import static io.github.fdomaven.retention.Tags.digest;
import static io.github.fdomaven.retention.Tags.hidden;
import static io.github.fdomaven.retention.Tags.outline;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.request;
import static io.github.fdomaven.retention.Tags.selection;
import static io.github.fdomaven.retention.Tags.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeletionDecisionsTest {

    private static final String LAST_WEEK = "2026-11-17T00:00:00Z";
    private static final Map<String, String> A_DAY = Map.of("fdo.expires-after", "1d");
    private static final Map<String, String> A_YEAR = Map.of("fdo.expires-after", "52w");

    private static List<String> decide(CleanupRequest request, boolean byDigest, TaggedImage... images) {
        return Tags.said(new DeletionDecisions(request, Map.of()).of(List.of(images), byDigest));
    }

    private static List<String> decide(CleanupRequest request, TaggedImage... images) {
        return decide(request, true, images);
    }

    @Test
    void whatHasExpiredGoesUnlessThePomNamesIt() {
        assertThat(decide(
                        request(selection(DeletionMode.EXPIRED, null), reference("named")),
                        aged("old", "1", LAST_WEEK, A_DAY),
                        aged("wanted", "2", LAST_WEEK, A_YEAR),
                        aged("forever", "3", LAST_WEEK, Map.of()),
                        aged("odd", "4", LAST_WEEK, Map.of("fdo.expires-after", "soon")),
                        aged("timeless", "5", null, A_DAY),
                        aged("named", "6", LAST_WEEK, A_DAY)))
                .containsExactly(
                        "old Delete: expired: created 2026-11-17T00:00:00Z, wanted for 1d",
                        "wanted Keep: not expired: created 2026-11-17T00:00:00Z, wanted for 52w",
                        "forever Keep: it has no label fdo.expires-after",
                        "odd Keep WARNING: its label fdo.expires-after is odd: 'soon' is not a duration: write a whole"
                                + " number and one of the units m, h, d, w without a space, as in 90m, 1h, 2d or 3w.",
                        "timeless Keep WARNING: it is wanted for 1d, but does not say since when",
                        "named Keep INFO: the POM names it, though it is expired: created 2026-11-17T00:00:00Z, wanted for 1d");
    }

    @Test
    void aPatternNarrowsWhateverIsPicked() {
        TaggedImage[] tags = {
            aged("a-1", "1", LAST_WEEK, A_DAY), aged("a-2", "2", LAST_WEEK, Map.of()), aged("b", "3", LAST_WEEK, A_DAY)
        };

        assertThat(decide(request(selection(DeletionMode.EXPIRED, "a-*")), tags))
                .containsExactly(
                        "a-1 Delete: expired: created 2026-11-17T00:00:00Z, wanted for 1d",
                        "a-2 Keep: it has no label fdo.expires-after",
                        "b Keep: it does not match 'a-*'");
        assertThat(decide(request(selection(DeletionMode.ALL, "a-?"), reference("a-2")), tags))
                .containsExactly(
                        "a-1 Delete: it matches 'a-?'",
                        "a-2 Keep INFO: the POM names it: to delete it too, tell it by name in <deleteTags>"
                                + " (-Dfdo.delete.tags)",
                        "b Keep: it does not match 'a-?'");
    }

    @Test
    void whatThePomDoesNotNameGoes() {
        assertThat(decide(
                        request(selection(DeletionMode.UNNAMED, null), reference("named")),
                        tag("named", outline("1")),
                        tag("other", outline("2"))))
                .containsExactly("named Keep INFO: the POM names it", "other Delete: the POM does not name it");
    }

    @Test
    void aBaseThatIsNamedByItsDigestStaysByWhicheverTag() {
        Reference base = Tags.REPOSITORY.at(digest("base"));

        assertThat(decide(
                        request(selection(DeletionMode.ALL, null), base),
                        tag("base", outline("base")),
                        tag("index", outline("index", "base", "more")),
                        tag("other", outline("2"))))
                .containsExactly(
                        "base Keep INFO: the POM names it: to delete it too, tell it by name in <deleteTags>"
                                + " (-Dfdo.delete.tags)",
                        "index Keep INFO: the POM names it: to delete it too, tell it by name in <deleteTags>"
                                + " (-Dfdo.delete.tags)",
                        "other Delete: all are to be deleted");
    }

    @Test
    void whatIsToldByNameGoesEvenIfThePomNamesItAndNothingElseDoes() {
        TaggedImage elsewhere = new TaggedImage(Reference.parse(Tags.OTHER + ":told"), outline("3"));
        TaggedImage other = new TaggedImage(Reference.parse(Tags.OTHER + ":other"), outline("4"));

        assertThat(decide(
                        request(selection(null, null, reference("told"), elsewhere.reference()), reference("told")),
                        tag("told", outline("1")),
                        tag("other", outline("2")),
                        elsewhere,
                        other))
                .containsExactly(
                        "told Delete: told by name",
                        "other Keep: it is not told by name",
                        "told Delete: told by name",
                        "other Keep: it is not told by name");
        // Where only some of it is told, the rest of a repository that is none of the POM's stays.
        assertThat(decide(request(selection(DeletionMode.ALL, null, elsewhere.reference())), elsewhere, other))
                .containsExactly("told Delete: told by name", "other Keep: it is not told by name");
    }

    @Test
    void whatSharesItsDigestWithAKeptTagStaysWhereDeletionIsByDigest() {
        CleanupRequest request = request(selection(DeletionMode.UNNAMED, null), reference("named"));
        TaggedImage[] tags = {
            tag("named", outline("1")), tag("same", outline("1")), tag("a", outline("2")), tag("b", outline("2"))
        };

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
    void theImagesOfAKeptIndexStay() {
        assertThat(decide(
                        request(selection(DeletionMode.UNNAMED, null), reference("top")),
                        tag("top", outline("top", "index")),
                        tag("image", outline("image")),
                        tag("index", outline("index", "image"))))
                .containsExactly(
                        "top Keep INFO: the POM names it",
                        "image Keep WARNING: it is one of the images of the index " + reference("index")
                                + ", which is kept: the registry deletes by digest only",
                        "index Keep WARNING: it is one of the images of the index " + reference("top")
                                + ", which is kept: the registry deletes by digest only");
    }

    @Test
    void nothingGoesFromBesideATagOfWhichNotEvenTheDigestIsKnown() {
        TaggedImage other = new TaggedImage(Reference.parse(Tags.OTHER + ":1"), outline("1"));
        CleanupRequest request = new CleanupRequest(
                Set.of(Tags.REPOSITORY, Tags.OTHER), Set.of(), selection(DeletionMode.UNNAMED, null), false, Tags.NOW);

        assertThat(decide(request, hidden("hidden", Optional.empty()), tag("a", outline("2")), other))
                .containsExactly(
                        "hidden Fail: GET hidden: 500.",
                        "a Keep WARNING: it may belong to " + reference("hidden")
                                + ", which cannot be looked at: the registry deletes by digest only",
                        "1 Delete: the POM does not name it");
        // By tag it can go without being looked at.
        assertThat(decide(request, false, hidden("hidden", Optional.empty())))
                .containsExactly("hidden Delete: the POM does not name it");
        assertThat(decide(request, hidden("hidden", Optional.of(digest("3"))), tag("a", outline("2"))))
                .containsExactly("hidden Delete: the POM does not name it", "a Delete: the POM does not name it");
    }

    @Test
    void whetherSomethingHiddenHasExpiredNobodyKnows() {
        CleanupRequest request = request(selection(DeletionMode.EXPIRED, null), reference("named"));

        assertThat(decide(
                        request,
                        hidden("hidden", Optional.of(digest("1"))),
                        hidden("named", Optional.of(digest("1"))),
                        aged("old", "2", LAST_WEEK, A_DAY)))
                .containsExactly(
                        "hidden Fail: GET hidden: 500.",
                        "named Keep: the POM names it",
                        "old Keep WARNING: it may belong to " + reference("hidden")
                                + ", which cannot be looked at: the registry deletes by digest only");
    }

    @Test
    void whatThePomNamesStaysHoweverItSpellsTheRegistry() {
        Reference digest = Reference.parse("REGISTRY.example.org/app/base@" + digest("2"));
        CleanupRequest request = request(
                selection(DeletionMode.ALL, null),
                Reference.parse("registry.example.org:443/app/base:port"),
                Reference.parse("registry.example.org/app/base:both@" + digest("1")),
                digest);

        for (boolean byDigest : List.of(true, false)) {
            assertThat(decide(
                            request,
                            byDigest,
                            tag("port", outline("3")),
                            tag("both", outline("moved")),
                            tag("first", outline("1")),
                            tag("second", outline("2")),
                            tag("Port", outline("4"))))
                    .extracting(said -> said.split(":")[0])
                    .containsExactly(
                            "port Keep INFO", "both Keep INFO", "first Keep INFO", "second Keep INFO", "Port Delete");
        }
    }

    @Test
    void whatCannotBeLookedAtMayBeWhatThePomNamesByDigest() {
        CleanupRequest request = request(selection(DeletionMode.UNNAMED, null), Tags.REPOSITORY.at(digest("1")));

        assertThat(decide(request, false, hidden("hidden", Optional.empty()), tag("other", outline("2"))))
                .containsExactly("hidden Fail: GET hidden: 500.", "other Delete: the POM does not name it");
    }
}
