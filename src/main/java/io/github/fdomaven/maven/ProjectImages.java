package io.github.fdomaven.maven;

import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.EngineImages;
import io.github.fdomaven.inspection.ImageDetails;
import io.github.fdomaven.inspection.ImageSource;
import io.github.fdomaven.inspection.RegistryImages;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import java.util.Optional;
import java.util.function.Function;

/** Looks at images, and at their bases, where they are: in their registry, or in the engine where they have none. */
final class ProjectImages implements ImageSource {

    private final MavenRun run;
    private final SettingSources sources;
    private final RegistrySettings settings;
    private final Registry registry;

    ProjectImages(MavenRun run, SettingSources sources, RegistrySettings settings, Registry registry) {
        this.run = run;
        this.sources = sources;
        this.settings = settings;
        this.registry = registry;
    }

    @Override
    public Optional<ImageDetails> find(NamedImage image) {
        return settings.isInEngine(image.reference().repository())
                ? inEngine(engines -> new EngineImages(engines).find(image))
                : new RegistryImages(registry).find(image);
    }

    /** The digest that a base has now, or what the engine knows it by where it is in no registry. */
    Optional<Digest> digest(Reference base) {
        return settings.isInEngine(base.repository())
                ? inEngine(engines -> engines.engine().find(base).flatMap(EngineImages::identity))
                : registry.digest(base);
    }

    private <T> T inEngine(Function<EngineProvider, T> question) {
        try (EngineProvider engines = run.engines(sources, run.credentials())) {
            return question.apply(engines);
        }
    }
}
