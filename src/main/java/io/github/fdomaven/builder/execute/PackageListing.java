package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.Steps.Step;
import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the packages that are installed in a build container, for the labels of the image. A build never fails for its list. */
final class PackageListing {

    private final ImageDefinition image;
    private final BuildLog log;
    private final List<String> lines = new ArrayList<>();

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

    /** The labels, after the step has run. */
    Map<String, String> labels() {
        try {
            return ImageLabels.ofPackages(image, PackageList.read(format(), lines));
        } catch (IllegalArgumentException e) {
            log.warning(
                    image.name(),
                    "Could not list its packages, so that it gets no package list: " + e.getMessage() + ".");
            return Map.of();
        }
    }
}
