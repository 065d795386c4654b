package io.github.fdomaven.config;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.DemandedRebuilds;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.UnchangedAction;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import java.util.Optional;

/** The settings of an image that say whether it is rebuilt, and what the rebuilt image is compared with. */
record RebuildSettings(SettingSources sources) {

    /** A rebuild that a check of an earlier job demands, and not the user, must use the base image that has changed. */
    Optional<ImageDefinition.Rebuild> forced(Reference image) {
        if (!sources.isAnyTrue(Setting.FORCE_REBUILD)) {
            return Optional.empty();
        }
        Optional<ImageDefinition.Rebuild> demanded = sources.isTrueInPomOrProperty(Setting.FORCE_REBUILD)
                ? Optional.empty()
                : sources.variable(DemandedRebuilds.VARIABLE, DemandedRebuilds::parse)
                        .flatMap(rebuilds -> rebuilds.of(image));
        return demanded.or(() -> Optional.of(new ImageDefinition.Rebuild("a rebuild is forced", Optional.empty())));
    }

    UnchangedAction onUnchanged() {
        return sources.choice(Setting.ON_UNCHANGED, UnchangedAction.class).orElseThrow();
    }

    /** The image to compare the built image with: a tag of the same repository, a path and tag of the project, or a reference. */
    Optional<Reference> comparedWith(Reference image, Repository project) {
        return sources.value(
                Setting.DIFF_AGAINST,
                text -> text.matches(".*[/:@].*")
                        ? new BaseReference(text).within(project)
                        : image.repository().tagged(new Tag(text)));
    }
}
