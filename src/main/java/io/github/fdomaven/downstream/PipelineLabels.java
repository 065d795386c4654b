package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import java.util.Optional;

/** Knows which pipeline built an image. */
@FunctionalInterface
public interface PipelineLabels {

    /**
     * Looks up the label.
     *
     * @param image an image
     * @return the label's value, or nothing if the image has no such label
     * @throws io.github.fdomaven.support.FixableException if there is no such image, or it is not for us to see
     * @throws io.github.fdomaven.support.EnvironmentException if nobody can tell
     */
    Optional<String> of(NamedImage image);
}
