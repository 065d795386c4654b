package io.github.fdomaven.builder;

import io.github.fdomaven.ci.Provenance;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels of an image: what the CI templates write, what tells later whether the image is stale, and the OCI
 * annotations of the same meaning (image-spec, annotations.md).
 */
final class ImageLabels {

    private static final String OCI = "org.opencontainers.image.";
    private static final String OCI_BASE_DIGEST = OCI + "base.digest";

    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> inherited;

    private ImageLabels(Map<String, String> inherited) {
        this.inherited = inherited;
    }

    /**
     * Makes the labels of an image.
     *
     * @param inherited the labels of the base, which the image has too unless they are overwritten
     */
    static Map<String, String> of(
            ImageDefinition request,
            Reference base,
            Map<String, String> inherited,
            Provenance provenance,
            Instant now) {
        ImageLabels all = new ImageLabels(inherited);
        all.put(FdoLabels.PIPELINE_ID, provenance.pipelineId());
        all.put("fdo.job_id", provenance.jobId());
        all.put("fdo.project", provenance.project());
        all.put("fdo.commit", provenance.commit());
        all.put("fdo.upstream-repo", upstreams(request));
        all.put(FdoLabels.EXPIRES_AFTER, request.expiresAfter().map(Lifetime::text));
        all.put(FdoLabels.RECIPE_DIGEST, Optional.of(request.recipe().digest().toString()));
        all.put(FdoLabels.RECIPE, RecipeNote.of(request.recipe()));
        all.put(FdoLabels.BASE_IMAGE, Optional.of(base.toString()));
        all.put(OCI + "created", Optional.of(now.truncatedTo(ChronoUnit.SECONDS).toString()));
        all.put(OCI + "revision", provenance.commit());
        all.put(OCI + "source", provenance.projectUrl());
        all.put(OCI + "base.name", Optional.of(base.toString()));
        all.put(OCI_BASE_DIGEST, Optional.empty());
        all.blankTheRest();
        all.labels.putAll(request.recipe().labels());
        return all.labels;
    }

    /**
     * Makes those labels that are known only when the base has arrived in its registry, which may be after everything else.
     *
     * <p>A label of the user's own of the same name is among the others, and has the last word.
     *
     * @param base the digest that the base has there, or what the engine knows it by if it is in no registry; none where
     *     neither is certain
     * @param isInRegistry whether it is in a registry: the OCI annotation is for digests alone
     */
    static Map<String, String> late(ImageDefinition request, Optional<Digest> base, boolean isInRegistry) {
        Map<String, String> labels = new TreeMap<>();
        base.map(Digest::toString).ifPresent(digest -> {
            labels.put(FdoLabels.BASE_DIGEST, digest);
            if (isInRegistry) {
                labels.put(OCI_BASE_DIGEST, digest);
            }
        });
        labels.keySet().removeAll(request.recipe().labels().keySet());
        return labels;
    }

    /** What is not known must not be read from the base's label of that name. */
    private void put(String name, Optional<String> value) {
        if (value.isPresent() || inherited.containsKey(name)) {
            labels.put(name, value.orElse(""));
        }
    }

    /** Neither engine can take a label away: overwritten with nothing is as far as it goes. */
    private void blankTheRest() {
        inherited.keySet().stream()
                .filter(name -> name.startsWith(FdoLabels.PREFIX))
                .forEach(name -> labels.putIfAbsent(name, ""));
    }

    private static Optional<String> upstreams(ImageDefinition request) {
        String projects = request.upstreams().stream().map(Upstream::project).collect(Collectors.joining(","));
        return Optional.of(projects).filter(text -> !text.isEmpty());
    }
}
