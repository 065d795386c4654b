package io.github.fdomaven.maven;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.support.FixableException;

/** Refuses images that are in an engine only, because the goal reads registries. */
final class RegistriesOnly implements EngineProvider {

    @Override
    public void warmUp() {}

    @Override
    public Engine engine() {
        throw new FixableException(
                "This goal reads images from registries only, and the image is in a container engine. Set <registryImage>"
                        + " (-Dfdo.registry.image), or write the full reference of an image in a registry.");
    }

    @Override
    public void close() {}
}
