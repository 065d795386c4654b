package io.github.fdomaven.settings;

import io.github.fdomaven.build.ImageRequest;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.graph.CycleException;
import io.github.fdomaven.graph.DependencyOrder;
import io.github.fdomaven.image.NamedImage;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.recipe.Base;
import io.github.fdomaven.secret.Secrets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images of a POM: those of {@code <images>}, or else the one that is given without. */
public final class PomImages {

    private static final String ANOTHER_TAG = "Give one of them another <tag> or <repoSuffix>.";

    private final SettingSources common;
    private final Repository project;
    private final List<ImageSettings> images;

    /**
     * Prepares to read them.
     *
     * @param common where settings of all images may be set
     * @param labels labels of all images
     * @param elements what the POM has for each image; none means one image that has nothing of its own
     * @param directory the project's directory, absolute
     * @param repository the repository below which the project's images are
     * @param secrets is told the values of exec's environment
     */
    public PomImages(
            SettingSources common,
            Map<String, String> labels,
            List<Element> elements,
            Path directory,
            Repository repository,
            Secrets secrets) {
        this.common = common;
        this.project = repository;
        List<Element> all = elements.isEmpty() ? List.of(new Element(Map.of(), Map.of())) : elements;
        this.images = all.stream()
                .map(element -> new ImageSettings(
                        common.within(element.values()), joined(labels, element.labels()), directory, secrets))
                .toList();
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
     * @param registryHost the host of the registry, on which upstream projects are
     * @return the request for each image that the goal is about, each after the one that it is FROM
     * @throws FixableException naming the setting that is missing or not valid
     */
    public List<ImageRequest> requests(Optional<String> registryHost) {
        check();
        List<ImageRequest> requests = ordered(images).stream()
                .filter(chosen())
                .map(image -> about(
                        image,
                        () -> image.read(
                                project,
                                registryHost,
                                base(image),
                                parent(image).map(this::name))))
                .toList();
        refuseTwice(requests, "to be", request -> request.reference().toString(), ANOTHER_TAG);
        return requests;
    }

    /**
     * {@return the name of the image that the POM has first, of those that the goal is about}
     *
     * @throws FixableException naming the setting that is missing or not valid
     */
    public String firstName() {
        return images.stream().filter(chosen()).findFirst().map(this::name).orElseThrow();
    }

    /**
     * Reads no more than which images are meant: nothing that only a build needs must be there.
     *
     * @return the images that the goal is about
     * @throws FixableException naming the setting that is missing or not valid
     */
    public List<NamedImage> names() {
        check();
        return images.stream().filter(chosen()).map(this::named).toList();
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
                .flatMap(image -> about(image, () -> Stream.concat(Stream.of(reference(image)), bases(image))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Reference> bases(ImageSettings image) {
        return base(image)
                .or(image.naming()::base)
                .map(text -> SettingSources.parsed(Setting.BASE_IMAGE, text, Base::parse))
                .stream()
                .flatMap(base -> base instanceof Base.Relative relative
                        ? Stream.of(relative.within(project), relative.at(project.host()))
                        : Stream.of(((Base.Absolute) base).reference()));
    }

    /**
     * Reads a setting that lists images: each the name of one of the POM, or a path and a tag below the project's repository.
     *
     * @param setting which
     * @return the references, each with a tag and no digest
     * @throws FixableException if one of them is neither, or is elsewhere
     */
    public Set<Reference> listed(Setting setting) {
        return common.value(setting).map(Commas::split).orElse(List.of()).stream()
                .map(text -> SettingSources.parsed(setting, text, this::ofProject))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Reference ofProject(String text) {
        Optional<ImageSettings> ofPom =
                images.stream().filter(image -> text.equals(name(image))).findFirst();
        if (ofPom.isPresent()) {
            return about(ofPom.get(), () -> reference(ofPom.get()));
        }
        // A reference without a tag would be that of the tag "latest", which nobody has written.
        Optional<Reference> reference = text.matches("[^@]*:[^/@]*") ? Optional.of(reference(text)) : Optional.empty();
        return reference
                .filter(one -> (one.repository() + "/").startsWith(project + "/"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is neither the name of an image of the POM nor one below " + project
                                + ": write a path and a tag, as in debian/bookworm:2026-11-24.0."));
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
        Optional<NamedImage> ofPom = Reference.hasHost(one.get())
                ? Optional.empty()
                : images.stream()
                        .filter(image -> image.naming().isDescribed())
                        .filter(image -> one.get().equals(name(image)))
                        .findFirst()
                        .map(this::named);
        return List.of(ofPom.orElseGet(() -> NamedImage.unnamed(
                SettingSources.parsed(Setting.IMAGE, one.get(), this::reference),
                images.get(0).naming().platform())));
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

    private NamedImage named(ImageSettings image) {
        return about(
                image,
                () -> new NamedImage(
                        name(image), reference(image), image.naming().platform()));
    }

    private String name(ImageSettings image) {
        return about(image, () -> image.naming().name());
    }

    /** Like a base, an image is one of the project where it has no host. */
    private Reference reference(String text) {
        Base image = Base.parse(text);
        return image instanceof Base.Relative relative ? relative.within(project) : ((Base.Absolute) image).reference();
    }

    private Reference reference(ImageSettings image) {
        return about(
                image, () -> image.naming().reference(project, image.naming().tag(), () -> image.recipe(base(image))));
    }

    /** The base as it is written once the image of the POM that it names is known. */
    private Optional<String> base(ImageSettings image) {
        // Where it is not known that there is an order, this would never end.
        ordered(List.of(image));
        return parent(image).map(parent -> {
            String whole = reference(parent).toString();
            boolean isBelow = image.naming().base().equals(Optional.of(path(parent)));
            return isBelow ? whole.substring(project.toString().length() + 1) : whole;
        });
    }

    /** The image of the POM that another is FROM. Both are looked at as they are written, {@code @recipe@} included. */
    private Optional<ImageSettings> parent(ImageSettings image) {
        return image.naming().base().flatMap(base -> {
            List<ImageSettings> parents = images.stream()
                    .filter(other -> spellings(other).anyMatch(base::equals))
                    .toList();
            if (parents.size() > 1) {
                throw new FixableException(Setting.BASE_IMAGE + ": '" + base + "' may be '" + name(parents.get(0))
                        + "' or '" + name(parents.get(1)) + "': give one of them another <tag>, as in name.@recipe@.");
            }
            return parents.stream().findFirst();
        });
    }

    /** How an image of the project may be written as a base: below the project, below the registry, or in full. */
    private Stream<String> spellings(ImageSettings image) {
        return Stream.of(path(image), project.path() + "/" + path(image), project + "/" + path(image));
    }

    private String path(ImageSettings image) {
        return about(image, () -> image.naming().path());
    }

    /** Those that are given, and what they are FROM. */
    private List<ImageSettings> ordered(List<ImageSettings> some) {
        try {
            return DependencyOrder.of(some, image -> parent(image).stream().toList());
        } catch (CycleException e) {
            String circle = e.path().stream()
                    .map(image -> "'" + name((ImageSettings) image) + "'")
                    .collect(Collectors.joining(" → "));
            throw new FixableException(
                    "The images are FROM each other in a circle: " + circle
                            + ". One of them must have a <baseImage> that is not among them.",
                    e);
        }
    }

    private Predicate<ImageSettings> chosen() {
        List<String> only = common.value(Setting.ONLY).map(Commas::split).orElse(List.of());
        List<String> names = images.stream().map(this::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new FixableException(Setting.ONLY + ": there is no image '" + name + "'. The images are: "
                        + names.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", ")) + ".");
            }
        }
        return image -> only.isEmpty() || only.contains(name(image));
    }

    private void check() {
        refuseTwice(images, "called", this::name, "Give one of them another <name>.");
        List<ImageSettings> plain = images.stream()
                .filter(image -> !path(image).contains(ImageNaming.RECIPE_PLACEHOLDER))
                .toList();
        refuseTwice(plain, "to be", this::path, ANOTHER_TAG);
    }

    private static <T> void refuseTwice(List<T> some, String what, Function<T, String> property, String advice) {
        Set<String> seen = new HashSet<>();
        for (T image : some) {
            String value = property.apply(image);
            if (!seen.add(value)) {
                throw new FixableException("Two images are " + what + " '" + value + "'. " + advice);
            }
        }
    }

    /** Says which of several images it is that something is wrong with. */
    private <T> T about(ImageSettings image, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (FixableException e) {
            if (images.size() == 1 || e.getMessage().startsWith("Image ")) {
                throw e;
            }
            throw new FixableException(
                    "Image " + (images.indexOf(image) + 1) + " of " + images.size() + ": " + e.getMessage(), e);
        }
    }
}
