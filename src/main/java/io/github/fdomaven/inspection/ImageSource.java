package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import java.util.Optional;

/** A place in which images are looked at, without anything being changed or pulled. */
@FunctionalInterface
public interface ImageSource {

    /**
     * Looks at an image.
     *
     * @param image which
     * @return what it says of itself, or nothing if it is not there
     * @throws io.github.fdomaven.support.FixableException if it is not for us to see, or not there for the platform
     * @throws io.github.fdomaven.support.EnvironmentException if nobody can tell
     */
    Optional<ImageDetails> find(NamedImage image);
}
