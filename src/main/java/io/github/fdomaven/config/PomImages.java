package io.github.fdomaven.config;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The images of a POM: those of {@code <images>}, or else the one that is given without. */
public final class PomImages {

    private final SettingSources common;
    private final Repository project;
    private final List<ImageSettings> images;
    private final Ancestry ancestry;
    private final MeantImages meant;

    /**
     * Prepares to read them, each FROM one of the others or from what is no image of this build.
     *
     * @param common where settings of all images may be set
     * @param labels labels of all images
     * @param elements what the POM has for each image; none means one image that has nothing of its own
     * @param directory the project's directory, absolute
     * @param repository the repository below which the project's images are
     */
    public PomImages(
            SettingSources common,
            Map<String, String> labels,
            List<Element> elements,
            Path directory,
            Repository repository) {
        this(common, labels, elements, directory, repository, OtherImages.NONE);
    }

    /**
     * Prepares to read them.
     *
     * @param common where settings of all images may be set
     * @param labels labels of all images
     * @param elements what the POM has for each image; none means one image that has nothing of its own
     * @param directory the project's directory, absolute
     * @param repository the repository below which the project's images are
     * @param others the images of other modules
     */
    public PomImages(
            SettingSources common,
            Map<String, String> labels,
            List<Element> elements,
            Path directory,
            Repository repository,
            OtherImages others) {
        this.common = common;
        this.project = repository;
        List<Element> all = elements.isEmpty() ? List.of(new Element(Map.of(), Map.of())) : elements;
        this.images = IntStream.range(0, all.size())
                .mapToObj(i -> new ImageSettings(
                        common.within(all.get(i).values()),
                        joined(labels, all.get(i).labels()),
                        directory,
                        place(i, all.size())))
                .toList();
        this.ancestry = new Ancestry(images, project, others);
        this.meant = new MeantImages(images, project, ancestry);
    }

    /** Which of several images it is that something is wrong with. */
    private static Optional<String> place(int index, int count) {
        return count == 1 ? Optional.empty() : Optional.of("Image " + (index + 1) + " of " + count);
    }

    /**
     * What the POM has for one image.
     *
     * @param values its settings
     * @param labels its labels
     */
    public record Element(Map<Setting, String> values, Map<String, String> labels) {}

    private static Map<String, String> joined(Map<String, String> labels, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(labels);
        all.putAll(own);
        return all;
    }

    /**
     * Reads all that is set for the images.
     *
     * @param module the module of the images
     * @return the images that the goal is about
     * @throws FixableException naming the setting that is missing or not valid
     */
    public WantedImages wanted(ProjectModule module) {
        check();
        Predicate<ImageSettings> chosen = chosen();
        Map<ImageSettings, ImageDefinition> read = new LinkedHashMap<>();
        for (ImageSettings image : ancestry.ordered(images)) {
            read.put(
                    image,
                    image.about(() -> image.read(
                            module, ancestry.base(image), ancestry.parent(image).map(read::get))));
        }
        List<ImageDefinition> requests =
                read.keySet().stream().filter(chosen).map(read::get).toList();
        refuseOnePlace(
                requests, ImageDefinition::name, request -> request.reference().toString());
        return new WantedImages(
                requests,
                images.stream().filter(chosen).findFirst().orElseThrow().name());
    }

    /**
     * Looks for an image by how it is written.
     *
     * @param spellings how it may be written in full, {@code @recipe@} included
     * @return the image, its tag as it really is; none where there is no such image
     * @throws FixableException naming the setting that is missing or not valid
     */
    public Optional<Reference> find(Set<String> spellings) {
        return ancestry.find(spellings);
    }

    /**
     * {@return the names of all images, of those that the goal is not about too}
     *
     * @throws FixableException naming the setting that is missing or not valid
     */
    public Set<String> allNames() {
        return images.stream().map(ImageSettings::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads no more than which images are meant: nothing that only a build needs must be there.
     *
     * @return the images that the goal is about
     * @throws FixableException naming the setting that is missing or not valid
     */
    public List<NamedImage> names() {
        check();
        return images.stream().filter(chosen()).map(meant::named).toList();
    }

    /** {@return whether there is an image: what a module has in common with its children need not be one} */
    public boolean isDescribed() {
        return images.stream().anyMatch(image -> image.naming().isDescribed());
    }

    /**
     * Reads all images that the POM names: those that the goal is not about too, and what they are FROM. A base without a host
     * may be in two places, and both are named.
     *
     * @return the references, of which those of bases may have a digest
     * @throws FixableException naming the setting that is missing or not valid
     */
    public Set<Reference> named() {
        check();
        return images.stream()
                .flatMap(image ->
                        image.about(() -> Stream.concat(Stream.of(ancestry.reference(image)), ancestry.bases(image))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads a setting that lists images: each the name of one of the POM, or a path and a tag below the project's repository.
     *
     * @param setting which
     * @return the references, each with a tag and no digest
     * @throws FixableException if one of them is neither, or is elsewhere
     */
    public Set<Reference> listed(Setting setting) {
        return common.names(setting).stream()
                .map(text -> SettingSources.parsed(setting, text, meant::ofProject))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads which images are to be looked at.
     *
     * @return the image of {@code fdo.image}, which may be the name of one of the POM, else those that the goal is about
     * @throws FixableException naming the setting that is missing or not valid
     */
    public List<NamedImage> chosenNames() {
        Optional<String> one = common.value(Setting.IMAGE);
        if (one.isEmpty()) {
            return names();
        }
        return List.of(SettingSources.parsed(Setting.IMAGE, one.get(), meant::any));
    }

    /**
     * Reads which one image is meant by a goal that is about one only.
     *
     * @return the image
     * @throws FixableException naming the setting that is missing or not valid, or all images if there are several
     */
    public NamedImage chosenName() {
        List<NamedImage> chosen = chosenNames();
        if (chosen.size() > 1) {
            throw new FixableException("There are " + chosen.size() + " images, and one is needed: "
                    + chosen.stream().map(image -> "'" + image.name() + "'").collect(Collectors.joining(", "))
                    + ". Name one of them by " + Setting.IMAGE + ".");
        }
        return chosen.get(0);
    }

    private Predicate<ImageSettings> chosen() {
        List<String> only = common.names(Setting.ONLY);
        List<String> names = images.stream().map(ImageSettings::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new FixableException(Setting.ONLY + ": there is no image '" + name + "'. The images are: "
                        + names.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", ")) + ".");
            }
        }
        return image -> only.isEmpty() || only.contains(image.name());
    }

    private void check() {
        Set<String> names = new HashSet<>();
        for (ImageSettings image : images) {
            if (!names.add(image.name())) {
                throw new FixableException(
                        "Two images are called '" + image.name() + "'. Give one of them another <name>.");
            }
        }
        List<ImageSettings> plain = images.stream()
                .filter(image -> !image.path().contains(ImageNaming.RECIPE_PLACEHOLDER))
                .toList();
        refuseOnePlace(plain, ImageSettings::name, ImageSettings::path);
    }

    private static <T> void refuseOnePlace(List<T> some, Function<T, String> name, Function<T, String> place) {
        Map<String, T> taken = new HashMap<>();
        for (T image : some) {
            T other = taken.putIfAbsent(place.apply(image), image);
            if (other != null) {
                throw new FixableException("The images '" + name.apply(other) + "' and '" + name.apply(image)
                        + "' are both to be '" + place.apply(image)
                        + "'. Give one of them another <tag> or <repoSuffix>.");
            }
        }
    }
}
