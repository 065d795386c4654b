package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.Steps.Step;
import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.Lazy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the packages that are installed in a build container, for the labels of the image. A build never fails for its list. */
final class PackageListing {

    private final ImageDefinition image;
    private final BuildLog log;
    private final List<String> lines = new ArrayList<>();
    private final Lazy<Optional<PackageList>> packages = new Lazy<>(this::read);

    PackageListing(ImageDefinition image, BuildLog log) {
        this.image = image;
        this.log = log;
    }

    /** The step that lists the packages. */
    Step step() {
        return Step.quiet("packages", BuildPhase.PACKAGES, Command.script(PackageList.script(format())), lines::add);
    }

    private PackageFormat format() {
        return image.recipe().distribution().packageFormat();
    }

    /** The packages, after the step has run; none if they could not be listed. */
    Optional<PackageList> packages() {
        return packages.get();
    }

    /** The image with the whole list, which may be too long for a label. */
    ImageRecord addTo(ImageRecord built) {
        return packages().map(built::withPackages).orElse(built);
    }

    private Optional<PackageList> read() {
        try {
            return Optional.of(PackageList.read(format(), lines));
        } catch (IllegalArgumentException e) {
            log.warning(
                    image.name(),
                    "Could not list its packages, so that it gets no package list: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** The labels, after the step has run. */
    Map<String, String> labels() {
        Optional<PackageList> read = packages();
        read.filter(list -> list.label().isEmpty())
                .ifPresent(list -> log.warning(
                        image.name(),
                        "The list of its " + list.packages().size()
                                + " packages is too long for a label, so that the image"
                                + " has only the digest of the list. The reports of this build have the list."));
        return read.map(list -> ImageLabels.ofPackages(image, list)).orElse(Map.of());
    }
}
