package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.Steps.Step;
import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.packages.RepositoryMetadata;
import io.github.fdomaven.packages.UpdateQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the state of the package repositories in a build container, for the labels of the image. An image has these labels only if
 * none of its packages has an update, because check-packages infers this from them. A build never fails for them.
 */
final class MetadataListing {

    private final ImageDefinition image;
    private final List<String> lines = new ArrayList<>();

    MetadataListing(ImageDefinition image) {
        this.image = image;
    }

    /** The step that reads the state. */
    Step step() {
        List<String> command = UpdateQuery.command(
                UpdateQuery.Mode.OFFLINE,
                Optional.of(image.recipe().distribution().packageFormat()));
        return Step.quiet("packages", BuildPhase.PACKAGES, new Command(command, Map.of()), lines::add);
    }

    /** The labels, after the step has run. They never overwrite a label of the user. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        RepositoryMetadata.read(lines).ifPresent(metadata -> {
            labels.put(FdoLabels.METADATA_DIGEST, metadata.digest().toString());
            labels.put(FdoLabels.METADATA_URLS, metadata.label());
        });
        labels.keySet().removeAll(image.recipe().labels().keySet());
        return labels;
    }
}
