package io.github.fdomaven.inspect;

import io.github.fdomaven.image.NamedImage;
import java.util.Optional;

/** A place in which images are looked at, without anything being changed or pulled. */
@FunctionalInterface
public interface ImageSource {

    /**
     * Looks at an image.
     *
     * @param image which
     * @return what it says of itself, or nothing if it is not there
     * @throws io.github.fdomaven.failure.FixableException if it is not for us to see, or not there for the platform
     * @throws io.github.fdomaven.failure.EnvironmentException if nobody can tell
     */
    Optional<ImageDetails> find(NamedImage image);
}
