package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.PackageFilter;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The installed packages of an image, or of one image of an index.
 *
 * @param platform the platform of the image, if it is part of an index
 * @param image the image with these packages, at the reference by which the user knows it; empty if it cannot be read
 * @param list all packages, if the image has a list that can be read
 * @param shown the packages that the user wants to see
 * @param summary how many packages there are, or why they are unknown
 */
public record ImagePackages(
        Optional<Platform> platform,
        Optional<ImageRecord> image,
        Optional<PackageList> list,
        List<InstalledPackage> shown,
        String summary) {

    public ImagePackages {
        shown = List.copyOf(shown);
    }

    /** Reads the packages of an image. */
    static ImagePackages of(Optional<Platform> platform, ImageRecord image, PackageFilter filter) {
        try {
            return image.packages()
                    .map(list -> listed(platform, image, list, filter))
                    .orElseGet(() -> unknown(platform, Optional.of(image), "unknown: " + reason(image)));
        } catch (FdoException e) {
            return unknown(platform, Optional.of(image), e.getMessage());
        }
    }

    /** The packages of an image that cannot be read. */
    static ImagePackages unreadable(Platform platform, String problem) {
        return unknown(Optional.of(platform), Optional.empty(), problem);
    }

    private static ImagePackages listed(
            Optional<Platform> platform, ImageRecord image, PackageList list, PackageFilter filter) {
        List<InstalledPackage> shown = filter.of(list);
        String summary = list.packages().size() + " of " + list.system();
        if (filter.isActive()) {
            summary += "; " + count(shown.size()) + " " + OneLine.quote(filter.toString());
        }
        return new ImagePackages(platform, Optional.of(image), Optional.of(list), shown, summary);
    }

    private static String count(int matches) {
        return switch (matches) {
            case 0 -> "no package matches";
            case 1 -> "1 matches";
            default -> matches + " match";
        };
    }

    private static ImagePackages unknown(Optional<Platform> platform, Optional<ImageRecord> image, String problem) {
        return new ImagePackages(platform, image, Optional.empty(), List.of(), OneLine.of(problem));
    }

    private static String reason(ImageRecord image) {
        Map<String, String> labels =
                image.isUnreadable() ? Map.of() : image.content().config().labels();
        return FdoLabels.value(labels, FdoLabels.PACKAGES_DIGEST).isPresent()
                ? "the list was too long for a label, so that the image has only the digest of the list"
                : "the image has no label " + FdoLabels.PACKAGES;
    }
}
