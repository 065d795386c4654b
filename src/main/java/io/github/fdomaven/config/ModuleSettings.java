package io.github.fdomaven.config;

import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.definition.ImageLookup;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFilter;
import io.github.fdomaven.project.MavenDirectories;
import io.github.fdomaven.support.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one module: one configuration of the plugin.
 *
 * @param name the name of the module in messages, unique in the Maven build
 * @param directory the module's directory, absolute
 * @param maven the directories that Maven writes to
 * @param localName the path of the module's images on the host {@code localhost}, if there is no registry
 * @param sources the settings that all images have in common
 * @param labels the labels that all images have in common
 * @param images the images of the POM; none means one image, given by the common settings
 */
public record ModuleSettings(
        String name,
        Path directory,
        MavenDirectories maven,
        String localName,
        SettingSources sources,
        Map<String, String> labels,
        List<Image> images) {

    public ModuleSettings {
        images = List.copyOf(images);
    }

    /** One {@code <image>} of the POM. */
    public record Image(Map<Setting, String> values, Map<String, String> labels) {}

    /** {@return whether the module has an image; settings that several modules share may describe none} */
    public boolean hasImage() {
        return !images.isEmpty() || images(true).get(0).isDescribed();
    }

    /** {@return whether the goal works on the image of {@code fdo.image} and not on the images of the POM} */
    public boolean hasChosenImage() {
        return sources.value(Setting.IMAGE).isPresent();
    }

    /** Whether {@code fdo.image} is a reference, which needs no image of the POM. */
    boolean hasChosenReference() {
        return sources.value(Setting.IMAGE)
                .filter(text -> Reference.hasHost(text) || text.matches(".*[:@].*"))
                .isPresent();
    }

    /**
     * {@return the image of {@code fdo.image}, if it is set}
     *
     * @throws io.github.fdomaven.support.FixableException if it is neither a name nor a reference
     */
    public Optional<NamedImage> chosenImage(ImageGraph graph) {
        return sources.value(Setting.IMAGE, lookup(graph)::any);
    }

    /**
     * {@return the image of {@code fdo.against}}
     *
     * @throws io.github.fdomaven.support.FixableException if it is not set, or neither a name nor a reference
     */
    public NamedImage comparedImage(ImageGraph graph) {
        return SettingSources.parsed(Setting.AGAINST, sources.required(Setting.AGAINST), lookup(graph)::any);
    }

    /** {@return the packages that the user wants to see} */
    public PackageFilter packageFilter() {
        return PackageFilter.of(sources.names(Setting.PACKAGES_FILTER));
    }

    /** {@return the lookup of the images that settings of this module name} */
    public ImageLookup lookup(ImageGraph graph) {
        return new ImageLookup(
                graph,
                module().location().repository(),
                () -> images(true).get(0).platform());
    }

    /**
     * {@return the module, with the location of its images}
     *
     * @throws io.github.fdomaven.support.FixableException naming the setting that is invalid
     */
    public ProjectModule module() {
        return new ProjectModule(
                name, directory, maven, RegistrySettings.read(sources).location(localName));
    }

    /**
     * The images. The settings of an image override the common settings. If there is only one module, messages do not name it.
     */
    List<ImageSettings> images(boolean isAlone) {
        List<Image> all = images.isEmpty() ? List.of(new Image(Map.of(), Map.of())) : images;
        List<ImageSettings> settings = new ArrayList<>();
        for (Image image : all) {
            Map<String, String> joined = new HashMap<>(labels);
            joined.putAll(image.labels());
            SettingSources own = sources.within(image.values());
            String title = all.size() == 1
                    ? ""
                    : "image "
                            + own.value(Setting.NAME)
                                    .map(OneLine::quote)
                                    .orElse((settings.size() + 1) + " of " + all.size());
            settings.add(new ImageSettings(own, joined, directory, place(isAlone, title)));
        }
        return settings;
    }

    private Optional<String> place(boolean isAlone, String image) {
        if (isAlone) {
            return image.isEmpty() ? Optional.empty() : Optional.of("I" + image.substring(1));
        }
        return Optional.of("Module " + name + (image.isEmpty() ? "" : ", " + image));
    }
}
