package io.github.fdomaven.config;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which image a user means who writes the name of one of the POM, a path with a tag below the project, or a reference. */
final class MeantImages {

    private final List<ImageSettings> images;
    private final Repository project;
    private final Ancestry ancestry;

    /**
     * Creates it.
     *
     * @param images all images of the POM
     * @param project the repository below which they are
     * @param ancestry which of them is FROM which
     */
    MeantImages(List<ImageSettings> images, Repository project, Ancestry ancestry) {
        this.images = images;
        this.project = project;
        this.ancestry = ancestry;
    }

    /** An image of the POM, with its reference. */
    NamedImage named(ImageSettings image) {
        return image.about(() -> new NamedImage(
                image.name(), ancestry.reference(image), image.naming().platform()));
    }

    /**
     * Finds any image.
     *
     * @throws IllegalArgumentException if the text is no reference, nor the name of an image where it must be one
     */
    NamedImage any(String text) {
        Optional<NamedImage> ofPom = Reference.hasHost(text)
                ? Optional.empty()
                : described().stream()
                        .filter(image -> text.equals(image.name()))
                        .findFirst()
                        .map(this::named);
        return ofPom.orElseGet(() -> {
            if (!Reference.hasHost(text) && !isWhole(text) && !described().isEmpty()) {
                throw neither(text);
            }
            return NamedImage.unnamed(reference(text), images.get(0).naming().platform());
        });
    }

    /**
     * Finds an image below the project's repository.
     *
     * @throws IllegalArgumentException if the text means none
     */
    Reference ofProject(String text) {
        Optional<ImageSettings> ofPom =
                images.stream().filter(image -> text.equals(image.name())).findFirst();
        if (ofPom.isPresent()) {
            return ancestry.reference(ofPom.get());
        }
        Optional<Reference> reference =
                isWhole(text) && text.indexOf('@') < 0 ? Optional.of(reference(text)) : Optional.empty();
        return reference
                .filter(one -> (one.repository() + "/").startsWith(project + "/"))
                .orElseThrow(() -> neither(text));
    }

    private List<ImageSettings> described() {
        return images.stream().filter(image -> image.naming().isDescribed()).toList();
    }

    /** A reference without a tag would be that of the tag "latest", which nobody has written. */
    private static boolean isWhole(String text) {
        return text.substring(text.lastIndexOf('/') + 1).matches(".*[:@].*");
    }

    private IllegalArgumentException neither(String text) {
        String names =
                described().stream().map(image -> "'" + image.name() + "'").collect(Collectors.joining(", "));
        return new IllegalArgumentException("'" + text + "' is neither the name of an image of the POM"
                + (names.isEmpty() ? "" : " (" + names + ")") + " nor one below " + project
                + ": write a path and a tag, as in debian/bookworm:2026-11-24.0.");
    }

    /** Like a base, an image is one of the project where it has no host. */
    private Reference reference(String text) {
        return BaseReference.parse(text).within(project);
    }
}
