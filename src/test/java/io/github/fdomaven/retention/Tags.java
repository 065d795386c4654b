package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tags and what is known of them, for tests. */
final class Tags {

    static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    static final Repository REPOSITORY = Repository.parse("registry.example.org/app/base");
    static final Repository OTHER = Repository.parse("registry.example.org/app/other");

    private Tags() {}

    static Reference reference(String tag) {
        return Reference.parse(REPOSITORY + ":" + tag);
    }

    static Digest digest(String content) {
        return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    static ImageConfig config(String created, Map<String, String> labels) {
        return ImageConfig.of(created, Optional.empty(), labels);
    }

    static ImageInfo outline(String content, String... members) {
        return new ImageInfo.Outline(
                digest(content), Stream.of(members).map(Tags::digest).collect(Collectors.toSet()));
    }

    static TaggedImage tag(String tag, ImageInfo sight) {
        return new TaggedImage(reference(tag), sight);
    }

    /** One that has a lifetime of a day, or has none. */
    static TaggedImage aged(String tag, String content, String created, Map<String, String> labels) {
        return tag(tag, new ImageInfo.Whole(new ImageInfo.Outline(digest(content), Set.of()), config(created, labels)));
    }

    static TaggedImage hidden(String tag, Optional<Digest> digest) {
        return tag(
                tag, new ImageInfo.Hidden(digest, Optional.empty(), new EnvironmentException("GET " + tag + ": 500.")));
    }

    static CleanupRequest request(Selection selection, Reference... named) {
        return new CleanupRequest(Set.of(REPOSITORY), Set.of(named), selection, false, NOW);
    }

    static Selection selection(DeletionMode mode, String pattern, Reference... told) {
        return new Selection(
                Optional.ofNullable(mode), Optional.ofNullable(pattern).map(TagPattern::new), Set.of(told));
    }

    /** What is said of verdicts: the tag, whether it goes, and why. */
    static List<String> said(List<DeletionDecision> verdicts) {
        return verdicts.stream().map(Tags::said).toList();
    }

    private static String said(DeletionDecision verdict) {
        String word = verdict.getClass().getSimpleName()
                + (verdict instanceof DeletionDecision.Keep keep && keep.notice() != Notice.NONE
                        ? " " + keep.notice()
                        : "");
        return verdict.image().tag() + " " + word + ": " + verdict.reason();
    }
}
