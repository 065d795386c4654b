package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;

/**
 * An image, and whether its base is still the same.
 *
 * @param image the image
 * @param state whether its base is still the same
 */
public record CheckedBase(NamedImage image, BaseState state) {

    /** {@return whether the image would be another one if it were built now} */
    public boolean isStale() {
        return state instanceof BaseState.Stale;
    }

    /** The image and its state, for a message. */
    @Override
    public String toString() {
        return image + ": " + state.word() + ": " + state.sentence();
    }
}
