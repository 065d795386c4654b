package io.github.fdomaven.poke;

import io.github.fdomaven.image.NamedImage;
import java.util.Optional;

/** Knows which pipeline built an image. */
@FunctionalInterface
public interface PipelineLabels {

    /**
     * Looks up the label.
     *
     * @param image an image
     * @return the label's value, or nothing if the image has no such label
     * @throws io.github.fdomaven.failure.FixableException if there is no such image, or it is not for us to see
     * @throws io.github.fdomaven.failure.EnvironmentException if nobody can tell
     */
    Optional<String> of(NamedImage image);
}
