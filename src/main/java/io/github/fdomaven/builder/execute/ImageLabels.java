package io.github.fdomaven.builder.execute;

import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageList;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels of an image: the labels of the CI templates, the labels that show whether an image is stale, and the OCI
 * annotations with the same meaning (image-spec, annotations.md).
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
     * Returns the labels that are known before the build.
     *
     * @param inherited the labels of the base image, which the image inherits unless they are overwritten
     * @param commit the commit that the image is built from
     */
    static Map<String, String> of(
            ImageDefinition image,
            Reference base,
            Map<String, String> inherited,
            CiVariables ci,
            Optional<String> commit,
            Instant now) {
        ImageLabels all = new ImageLabels(inherited);
        all.put(FdoLabels.PIPELINE_ID, ci.pipelineId());
        all.put("fdo.job_id", ci.jobId());
        all.put("fdo.project", ci.projectPath());
        all.put("fdo.commit", commit);
        all.put("fdo.upstream-repo", upstreams(image));
        all.put(FdoLabels.EXPIRES_AFTER, image.expiresAfter().map(Lifetime::text));
        all.put(FdoLabels.RECIPE_DIGEST, Optional.of(image.recipe().digest().toString()));
        all.put(FdoLabels.RECIPE, RecipeNote.of(image.recipe()));
        all.put(FdoLabels.BASE_IMAGE, Optional.of(base.toString()));
        all.put(OCI + "created", Optional.of(now.truncatedTo(ChronoUnit.SECONDS).toString()));
        all.put(OCI + "revision", commit);
        all.put(OCI + "source", ci.projectUrl());
        all.put(OCI + "base.name", Optional.of(base.toString()));
        all.put(OCI_BASE_DIGEST, Optional.empty());
        all.clearOtherFdoLabels();
        all.labels.putAll(image.recipe().labels());
        return all.labels;
    }

    /**
     * Returns the labels that are known when the base image is pushed. They never overwrite a label of the user.
     *
     * @param identity the digest of the base image, or its image ID if it is in no registry
     * @param isInRegistry whether the base image is in a registry; the OCI annotation is for digests only
     */
    static Map<String, String> ofBase(ImageDefinition image, Optional<Digest> identity, boolean isInRegistry) {
        Map<String, String> labels = new TreeMap<>();
        identity.map(Digest::toString).ifPresent(digest -> {
            labels.put(FdoLabels.BASE_DIGEST, digest);
            if (isInRegistry) {
                labels.put(OCI_BASE_DIGEST, digest);
            }
        });
        labels.keySet().removeAll(image.recipe().labels().keySet());
        return labels;
    }

    /** Returns the labels of the installed packages. They never overwrite a label of the user. A list that is too long has no label. */
    static Map<String, String> ofPackages(ImageDefinition image, PackageList packages) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(FdoLabels.PACKAGES_DIGEST, packages.digest().toString());
        packages.label().ifPresent(list -> labels.put(FdoLabels.PACKAGES, list));
        labels.keySet().removeAll(image.recipe().labels().keySet());
        return labels;
    }

    /** Inherited labels cannot be removed, only set to an empty value. */
    private void put(String name, Optional<String> value) {
        if (value.isPresent() || inherited.containsKey(name)) {
            labels.put(name, value.orElse(""));
        }
    }

    private void clearOtherFdoLabels() {
        inherited.keySet().stream()
                .filter(name -> name.startsWith(FdoLabels.PREFIX))
                .forEach(name -> labels.putIfAbsent(name, ""));
    }

    private static Optional<String> upstreams(ImageDefinition image) {
        String projects = image.upstreams().stream().map(Upstream::project).collect(Collectors.joining(","));
        return Optional.of(projects).filter(text -> !text.isEmpty());
    }
}
