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

/** Images of a repository, for tests. */
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

    /** A plain image, or an index if there are members. Images with the same content have the same digest. */
    static ImageInfo image(String tag, String content, String... members) {
        return image(reference(tag), content, members);
    }

    static ImageInfo image(Reference reference, String content, String... members) {
        return ImageInfo.of(
                reference, digest(content), Stream.of(members).map(Tags::digest).collect(Collectors.toSet()));
    }

    static ImageInfo aged(String tag, String content, String created, Map<String, String> labels) {
        return image(tag, content).withConfig(config(created, labels));
    }

    static ImageInfo unreadable(String tag, Optional<Digest> digest) {
        return ImageInfo.unreadable(reference(tag), digest, new EnvironmentException("GET " + tag + ": 500."));
    }

    static CleanupRequest request(Selection selection, Reference... named) {
        return new CleanupRequest(Set.of(REPOSITORY), Set.of(named), selection, false, NOW);
    }

    static Selection selection(Selection.Mode mode, String pattern, Reference... listed) {
        return new Selection(
                Optional.ofNullable(mode), Optional.ofNullable(pattern).map(TagPattern::new), Set.of(listed));
    }

    static List<Deletion> decide(CleanupRequest request, List<ImageInfo> tags, boolean isByDigest) {
        NeededImages needed = new NeededImages(List.of(), request.selection().listed(), isByDigest);
        return new DeletionPolicy(request, needed).decide(tags);
    }

    /** The decisions as text: the tag, what is done with it, and why. */
    static List<String> texts(List<Deletion> decisions) {
        return decisions.stream().map(Tags::text).toList();
    }

    private static String text(Deletion decision) {
        String action =
                switch (decision.outcome()) {
                    case KEPT -> "Keep" + (decision.level() == Deletion.Level.DEBUG ? "" : " " + decision.level());
                    case FAILED -> "Fail";
                    default -> "Delete";
                };
        return decision.image().tag() + " " + action + ": " + decision.reason();
    }
}
