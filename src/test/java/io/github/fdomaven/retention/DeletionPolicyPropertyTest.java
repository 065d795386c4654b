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

/** Properties of the decisions for any images and any request. */
class DeletionPolicyPropertyTest {

    private static final List<String> NAMES = List.of("a", "b", "c-1", "c-2", "d", "e");

    record Case(List<ImageInfo> images, CleanupRequest request) {}

    @Property
    void keepsNamedTagsUnlessTheyAreListed(@ForAll("cases") Case all, @ForAll boolean byDigest) {
        for (ImageInfo image : deleted(all, byDigest)) {
            assertThat(all.request().selection().listed().contains(image.reference())
                            || !all.request().named().contains(image.reference()))
                    .as("%s", image)
                    .isTrue();
        }
    }

    @Property
    void keepsTheDigestsAndMembersOfKeptTags(@ForAll("cases") Case all) {
        List<ImageInfo> kept = new ArrayList<>(all.images());
        List<ImageInfo> deleted = deleted(all, true);
        kept.removeAll(deleted);
        Set<Digest> needed = new HashSet<>();
        kept.forEach(image -> image.digest().ifPresent(needed::add));
        kept.forEach(image -> image.members().ifPresent(needed::addAll));

        assertThat(deleted).allMatch(image -> !needed.contains(image.digest().orElseThrow()));
        assertThat(deleted.isEmpty() || kept.stream().noneMatch(ImageInfo::mayHaveUnknownMembers))
                .isTrue();
    }

    @Property
    void decidesOnEveryTagAndDeletesNoFewerByTag(@ForAll("cases") Case all) {
        assertThat(deleted(all, false)).containsAll(deleted(all, true));
        assertThat(Tags.decide(all.request(), all.images(), true))
                .extracting(Deletion::image)
                .isEqualTo(all.images());
    }

    private static List<ImageInfo> deleted(Case all, boolean byDigest) {
        return Tags.decide(all.request(), all.images(), byDigest).stream()
                .filter(deletion -> !deletion.isKept())
                .map(Deletion::image)
                .toList();
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Set<String>> names = Arbitraries.of(NAMES).set();
        Arbitrary<Selection> selections = Combinators.combine(
                        Arbitraries.of(Selection.Mode.values()), Arbitraries.of("*", "c-?", "a"), names)
                .as((mode, pattern, listed) ->
                        new Selection(Optional.of(mode), Optional.of(new TagPattern(pattern)), references(listed)));
        Arbitrary<CleanupRequest> requests = Combinators.combine(selections, names)
                .as((selection, named) ->
                        new CleanupRequest(Set.of(Tags.REPOSITORY), references(named), selection, true, Tags.NOW));
        List<Arbitrary<ImageInfo>> images =
                NAMES.stream().map(DeletionPolicyPropertyTest::image).toList();
        return Combinators.combine(Combinators.combine(images).as(all -> all), requests)
                .as(Case::new);
    }

    private static Set<Reference> references(Set<String> names) {
        Set<Reference> references = new HashSet<>();
        names.forEach(name -> references.add(Tags.reference(name)));
        return references;
    }

    private static Arbitrary<ImageInfo> image(String name) {
        Arbitrary<Digest> digests = Arbitraries.of("1", "2", "3", "4").map(Tags::digest);
        Arbitrary<ImageInfo> readable = Combinators.combine(
                        digests, digests.set().ofMaxSize(2), Arbitraries.of("1d", "52w", "soon", ""))
                .as((digest, members, lifetime) -> ImageInfo.of(Tags.reference(name), digest, members)
                        .withConfig(Tags.config("2026-11-17T00:00:00Z", Map.of("fdo.expires-after", lifetime))));
        Arbitrary<ImageInfo> unreadable = digests.optional().map(digest -> Tags.unreadable(name, digest));
        return Arbitraries.frequencyOf(Tuple.of(9, readable), Tuple.of(1, unreadable));
    }
}
