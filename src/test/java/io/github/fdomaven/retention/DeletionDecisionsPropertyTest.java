package io.github.fdomaven.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What must never happen, whatever there is and whatever is asked. */
class DeletionDecisionsPropertyTest {

    private static final List<String> NAMES = List.of("a", "b", "c-1", "c-2", "d", "e");

    /** What there is, and what is asked. */
    record Case(List<TaggedImage> images, CleanupRequest request) {}

    @Property
    void nothingThatThePomNamesGoesUnlessToldByName(@ForAll("cases") Case all, @ForAll boolean byDigest) {
        for (TaggedImage image : deleted(all, byDigest)) {
            assertThat(all.request().selection().told().contains(image.reference())
                            || !all.request().named().contains(image.reference()))
                    .as("%s", image)
                    .isTrue();
        }
    }

    @Property
    void noDigestOfAKeptTagGoesThroughTheRegistry(@ForAll("cases") Case all) {
        List<TaggedImage> kept = new ArrayList<>(all.images());
        List<TaggedImage> deleted = deleted(all, true);
        kept.removeAll(deleted);
        Set<Digest> needed = new HashSet<>();
        kept.forEach(image -> image.sight().digest().ifPresent(needed::add));
        kept.forEach(image -> needed.addAll(image.sight().members()));

        assertThat(deleted)
                .allMatch(image -> !needed.contains(image.sight().digest().orElseThrow()));
        assertThat(deleted.isEmpty()
                        || kept.stream().noneMatch(image -> image.sight().mayHaveOthers()))
                .isTrue();
    }

    @Property
    void byTagNoLessGoesThanByDigestAndEveryTagHasAVerdict(@ForAll("cases") Case all) {
        assertThat(deleted(all, false)).containsAll(deleted(all, true));
        assertThat(new DeletionDecisions(all.request(), Map.of()).of(all.images(), true))
                .extracting(DeletionDecision::image)
                .isEqualTo(all.images());
    }

    private static List<TaggedImage> deleted(Case all, boolean byDigest) {
        return new DeletionDecisions(all.request(), Map.of())
                .of(all.images(), byDigest).stream()
                        .filter(DeletionDecision.Delete.class::isInstance)
                        .map(DeletionDecision::image)
                        .toList();
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Set<String>> names = Arbitraries.of(NAMES).set();
        Arbitrary<Selection> selections = Combinators.combine(
                        Arbitraries.of(DeletionMode.values()), Arbitraries.of("*", "c-?", "a"), names)
                .as((mode, pattern, told) ->
                        new Selection(Optional.of(mode), Optional.of(new TagPattern(pattern)), references(told)));
        Arbitrary<CleanupRequest> requests = Combinators.combine(selections, names)
                .as((selection, named) ->
                        new CleanupRequest(Set.of(Tags.REPOSITORY), references(named), selection, true, Tags.NOW));
        return Combinators.combine(sights().list().ofSize(NAMES.size()), requests)
                .as((sights, request) -> new Case(images(sights), request));
    }

    private static Set<Reference> references(Set<String> names) {
        Set<Reference> references = new HashSet<>();
        names.forEach(name -> references.add(Tags.reference(name)));
        return references;
    }

    private static List<TaggedImage> images(List<ImageInfo> sights) {
        List<TaggedImage> images = new ArrayList<>();
        for (int i = 0; i < sights.size(); i++) {
            images.add(Tags.tag(NAMES.get(i), sights.get(i)));
        }
        return images;
    }

    private static Arbitrary<ImageInfo> sights() {
        Arbitrary<Digest> digests = Arbitraries.of("1", "2", "3", "4").map(Tags::digest);
        Arbitrary<ImageInfo> whole = Combinators.combine(
                        digests, digests.set().ofMaxSize(2), Arbitraries.of("1d", "52w", "soon", ""))
                .as((digest, members, wanted) -> new ImageInfo.Whole(
                        new ImageInfo.Outline(digest, members),
                        Tags.config("2026-11-17T00:00:00Z", Map.of("fdo.expires-after", wanted))));
        Arbitrary<ImageInfo> hidden =
                digests.optional().map(digest -> Tags.hidden("x", digest).sight());
        return Arbitraries.frequencyOf(Tuple.of(9, whole), Tuple.of(1, hidden));
    }
}
