package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;

/** An image and the state of its base image. */
public record CheckedBase(NamedImage image, BaseState state) {

    /** {@return whether the base image has changed} */
    public boolean isStale() {
        return state.isStale();
    }

    @Override
    public String toString() {
        return image + ": " + state.status() + ": " + state.sentence();
    }
}
