package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.inspection.ImagePackages;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The SBOMs of images by the part of their file's name that tells them apart: the name of the image, with its platform if it is part
 * of an index. An image without a list of packages has no SBOM.
 */
final class SbomFiles {

    static final String PREFIX = "gl-sbom-";
    static final String SUFFIX = ".cdx.json";

    /** A name of an image can have any characters. */
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");

    private final Function<CycloneDx, String> writer;
    private final Map<String, String> files = new LinkedHashMap<>();

    private SbomFiles(Function<CycloneDx, String> writer) {
        this.writer = writer;
    }

    /** Returns the files of a build. The SBOM of an image of an index has the tag of the index, which users know. */
    static Map<String, String> ofResults(List<ImageResult> results, Function<CycloneDx, String> writer) {
        SbomFiles all = new SbomFiles(writer);
        for (ImageResult result : results) {
            all.add(result.name(), Optional.empty(), result.found(), result.packages());
            for (ImageResult member : result.members()) {
                Optional<ImageRecord> image = member.found().map(found -> found.at(result.reference()));
                all.add(result.name(), member.image().platform(), image, member.packages());
            }
        }
        return all.files;
    }

    /** Returns the files of inspected images. */
    static Map<String, String> ofInspections(List<Inspection> inspections, Function<CycloneDx, String> writer) {
        SbomFiles all = new SbomFiles(writer);
        for (Inspection inspection : inspections) {
            for (ImagePackages packages : inspection.packages()) {
                all.add(inspection.image().name(), packages.platform(), packages.image(), packages.list());
            }
        }
        return all.files;
    }

    private void add(
            String name, Optional<Platform> platform, Optional<ImageRecord> image, Optional<PackageList> packages) {
        if (image.isEmpty() || packages.isEmpty()) {
            return;
        }
        String file = UNSAFE.matcher(name + platform.map(text -> "-" + text).orElse(""))
                .replaceAll("-");
        String unique = file;
        for (int i = 2; files.containsKey(unique); i++) {
            unique = file + "-" + i;
        }
        files.put(unique, writer.apply(new CycloneDx(image.get(), packages.get(), platform)));
    }
}
