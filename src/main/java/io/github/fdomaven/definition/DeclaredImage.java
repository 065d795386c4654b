package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An image as a module declares it. Each part is resolved once, when it is first needed. A goal that only inspects an image
 * needs its reference; settings that only a build needs may then be invalid.
 *
 * @param name the name of the image, unique in its module
 * @param named gives the reference of the image, or fails with the setting that is missing or invalid
 * @param parent gives the base image, if it is an image of this Maven build, or fails with the setting that is invalid
 * @param platforms gives the platforms of an index, or fails with the setting that is invalid
 * @param definition gives the definition of the image, or fails with the setting that is missing or invalid
 * @param bases gives all references that the base image may have, or fails with the setting that is missing or invalid
 */
public record DeclaredImage(
        String name,
        ProjectModule module,
        Supplier<NamedImage> named,
        Supplier<Optional<DeclaredImage>> parent,
        Supplier<List<Platform>> platforms,
        Supplier<ImageDefinition> definition,
        Supplier<Set<Reference>> bases) {

    /** {@return the name of the image in a build of several modules that have an image of this name} */
    public String qualifiedName() {
        return module.name() + "/" + name;
    }

    /** {@return the image, unless a setting is missing or invalid} */
    Optional<NamedImage> ifComplete() {
        try {
            return Optional.of(named.get());
        } catch (FixableException e) {
            return Optional.empty();
        }
    }

    /** {@return the full references of the image and, if it is an index, of its images} */
    Stream<Reference> references() {
        Reference own = reference();
        return Stream.concat(
                Stream.of(own),
                platforms.get().stream().map(platform -> ImageDefinition.memberReference(own, platform)));
    }

    /** {@return the full reference of the image} */
    public Reference reference() {
        return named.get().reference();
    }
}
