package io.github.fdomaven.config;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.CycleException;
import io.github.fdomaven.definition.DependencyOrder;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which image of a POM is FROM which. Images are looked at as they are written, {@code @recipe@} included. */
final class Ancestry {

    private final List<ImageSettings> images;
    private final Repository project;
    private final OtherImages others;

    /**
     * Creates it.
     *
     * @param images all images of the POM
     * @param project the repository below which they are
     * @param others the images that a base may be and that are not of this POM
     */
    Ancestry(List<ImageSettings> images, Repository project, OtherImages others) {
        this.images = images;
        this.project = project;
        this.others = others;
    }

    /** Those that are given, and what they are FROM, each after that. */
    List<ImageSettings> ordered(List<ImageSettings> some) {
        try {
            return DependencyOrder.of(some, image -> parent(image).stream().toList());
        } catch (CycleException e) {
            String circle = e.path().stream()
                    .map(image -> "'" + ((ImageSettings) image).name() + "'")
                    .collect(Collectors.joining(" → "));
            throw new FixableException(
                    "The images are FROM each other in a circle: " + circle
                            + ". One of them must have a <baseImage> that is not among them.",
                    e);
        }
    }

    /** The image of the POM that another is FROM. */
    Optional<ImageSettings> parent(ImageSettings image) {
        return image.naming().base().flatMap(base -> {
            Set<String> spellings = spellings(base);
            List<ImageSettings> parents = images.stream()
                    .filter(other -> spellings.contains(written(other)))
                    .toList();
            if (parents.size() > 1) {
                throw new FixableException(Setting.BASE_IMAGE + ": '" + base + "' may be '"
                        + parents.get(0).name() + "' or '" + parents.get(1).name()
                        + "': give one of them another <tag>, as in name.@recipe@.");
            }
            return parents.stream().findFirst();
        });
    }

    /** What a base that is an image of the project may be in full: it is below the project, below the registry, or in full. */
    private Set<String> spellings(String base) {
        return Stream.of(base, project.host() + "/" + base, project + "/" + base)
                .map(Ancestry::canonical)
                .collect(Collectors.toUnmodifiableSet());
    }

    private String written(ImageSettings image) {
        return canonical(project + "/" + image.path());
    }

    /** One text for all that mean the same: a host is written in any letters, and the tag {@code latest} may be left out. */
    private static String canonical(String full) {
        int slash = full.indexOf('/');
        String text = slash < 0 ? full : full.substring(0, slash).toLowerCase(Locale.ROOT) + full.substring(slash);
        return text.substring(text.lastIndexOf('/') + 1).matches("[^:@]*") ? text + ":" + Tag.LATEST : text;
    }

    /** The base as it is written once the image that it names is known. */
    Optional<String> base(ImageSettings image) {
        // Where it is not known that there is an order, this would never end.
        ordered(List.of(image));
        return image.naming()
                .base()
                .flatMap(base -> parent(image)
                        .map(this::reference)
                        .or(() -> ofOthers(base))
                        .map(parent -> written(base, parent)));
    }

    private Optional<Reference> ofOthers(String base) {
        return base.contains(ImageNaming.RECIPE_PLACEHOLDER) ? others.find(spellings(base)) : Optional.empty();
    }

    /** One that is written below the project stays so. */
    private String written(String base, Reference parent) {
        boolean isBelow = (project + "/" + base + ":").startsWith(parent.repository() + ":");
        return isBelow ? parent.toString().substring(project.toString().length() + 1) : parent.toString();
    }

    /** What an image is called. */
    Reference reference(ImageSettings image) {
        return image.about(
                () -> image.naming().reference(project, image.naming().tag(), () -> image.recipe(base(image))));
    }

    /** The image that is written in one of these ways, in full. */
    Optional<Reference> find(Set<String> spellings) {
        return images.stream()
                .filter(image -> image.naming().isDescribed())
                .filter(image -> spellings.contains(written(image)))
                .findFirst()
                .map(this::reference);
    }

    /** What an image may be FROM. A base without a host may be in two places, and both are named. */
    Stream<Reference> bases(ImageSettings image) {
        return base(image)
                .or(image.naming()::base)
                .map(text -> SettingSources.parsed(Setting.BASE_IMAGE, text, BaseReference::parse))
                .stream()
                .flatMap(base -> base instanceof BaseReference.Relative relative
                        ? Stream.of(relative.within(project), relative.at(project.host()))
                        : Stream.of(((BaseReference.Absolute) base).reference()));
    }
}
