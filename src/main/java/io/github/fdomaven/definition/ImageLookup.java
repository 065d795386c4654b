package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds the image that a user writes as the name of an image of the POM, as a path and a tag below the project's repository,
 * or as a full reference.
 *
 * @param platform gives the platform of images that the POM does not have
 */
public record ImageLookup(ImageGraph graph, Repository project, Supplier<Optional<Platform>> platform) {

    /**
     * {@return any image that a user names}
     *
     * @throws IllegalArgumentException if the text is neither a name nor a reference
     */
    public NamedImage any(String text) {
        Optional<NamedImage> named = Reference.hasHost(text) ? Optional.empty() : named(text);
        return named.orElseGet(() -> {
            boolean isIncomplete = !Reference.hasHost(text) && !hasTagOrDigest(text);
            if (isIncomplete && graph.declared().findAny().isPresent()) {
                throw unknown(text);
            }
            Reference reference = new BaseReference(text).within(project);
            return declared(reference).orElseGet(() -> NamedImage.unnamed(reference, platform.get()));
        });
    }

    /** The image of the POM with a reference. Images whose settings are incomplete are passed over. */
    private Optional<NamedImage> declared(Reference reference) {
        return graph.declared()
                .flatMap(image -> image.ifComplete().stream())
                .filter(image -> image.reference().equals(reference))
                .findFirst();
    }

    /**
     * {@return the reference of an image below the project's repository, with a tag and without a digest}
     *
     * @throws IllegalArgumentException if the text is neither a name nor such a reference
     */
    public Reference ofProject(String text) {
        return named(text).map(NamedImage::reference).orElseGet(() -> {
            if (!hasTagOrDigest(text) || text.indexOf('@') >= 0) {
                throw unknown(text);
            }
            Reference reference = new BaseReference(text).within(project);
            if (!(reference.repository() + "/").startsWith(project + "/")) {
                throw unknown(text);
            }
            return reference;
        });
    }

    private Optional<NamedImage> named(String text) {
        List<NamedImage> found = graph.declared()
                .filter(image -> text.equals(image.name()) || text.equals(image.qualifiedName()))
                .map(image -> image.named().get())
                .distinct()
                .toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException("'" + text + "' is the name of images of several modules. Write one of "
                    + found.stream().map(image -> "'" + image.name() + "'").collect(Collectors.joining(", ")) + ".");
        }
        return found.stream().findFirst();
    }

    /** A reference without a tag would mean the tag "latest", which the user did not write. */
    private static boolean hasTagOrDigest(String text) {
        int name = text.lastIndexOf('/') + 1;
        return text.indexOf(':', name) >= 0 || text.indexOf('@', name) >= 0;
    }

    private IllegalArgumentException unknown(String text) {
        String names = graph.declared()
                .map(image -> "'" + image.name() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException("'" + text + "' is neither the name of an image of the POM"
                + (names.isEmpty() ? "" : " (" + names + ")") + " nor a path and a tag below " + project
                + ", such as debian/bookworm:2026-11-24.0.");
    }
}
