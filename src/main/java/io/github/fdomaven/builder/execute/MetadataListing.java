package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.Steps.Step;
import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.packages.PackageFormat;
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
        PackageFormat format = image.recipe().distribution().packageFormat();
        List<String> command = UpdateQuery.command(
                isUpgraded(format) ? UpdateQuery.Mode.UPGRADED : UpdateQuery.Mode.OFFLINE, Optional.of(format));
        return Step.quiet("packages", BuildPhase.PACKAGES, new Command(command, Map.of()), lines::add);
    }

    /**
     * Whether no package can have an update, because the build has upgraded all packages. Exec can install an old version, and so can
     * a package with a version: of dpkg, {@code =} or {@code /} tells one. Names of other formats can have a version without a mark.
     */
    private boolean isUpgraded(PackageFormat format) {
        return format == PackageFormat.DEB
                && image.recipe().exec().isEmpty()
                && image.recipe().packages().names().stream()
                        .allMatch(name -> name.matches("[a-z0-9][a-z0-9+.:-]*[a-z0-9+]"));
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
