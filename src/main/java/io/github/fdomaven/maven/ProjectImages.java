package io.github.fdomaven.maven;

import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.image.NamedImage;
import io.github.fdomaven.inspect.EngineImages;
import io.github.fdomaven.inspect.ImageDetails;
import io.github.fdomaven.inspect.ImageSource;
import io.github.fdomaven.inspect.RegistryImages;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.settings.RegistrySettings;
import io.github.fdomaven.settings.SettingSources;
import java.util.Optional;

/** Looks at images where they are: in their registry, or in the engine where they have none. */
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
                ? findInEngine(image)
                : new RegistryImages(registry).find(image);
    }

    private Optional<ImageDetails> findInEngine(NamedImage image) {
        try (EngineProvider engines = run.engines(sources, run.credentials())) {
            return new EngineImages(engines).find(image);
        }
    }
}
