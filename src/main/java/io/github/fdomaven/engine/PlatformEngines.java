package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Provides an engine of its own for some platforms, and another one for all others. */
public final class PlatformEngines implements EngineProvider {

    private final EngineProvider others;
    private final Map<Platform, EngineProvider> engines;

    /**
     * Creates the provider.
     *
     * @param others the engine for all platforms without an engine of their own
     * @param engines the engines by the platform that they build
     */
    public PlatformEngines(EngineProvider others, Map<Platform, EngineProvider> engines) {
        this.others = others;
        this.engines = new LinkedHashMap<>(engines);
    }

    /** Only a build knows which engines it needs. */
    @Override
    public void warmUp() {}

    @Override
    public Engine engine() {
        return others.engine();
    }

    @Override
    public Engine engine(Optional<Platform> platform) {
        Optional<Map.Entry<Platform, EngineProvider>> own = engines.entrySet().stream()
                .filter(entry -> platform.filter(entry.getKey()::isSameAs).isPresent())
                .findFirst();
        if (own.isEmpty()) {
            return others.engine();
        }
        Platform wanted = own.get().getKey();
        Engine engine = own.get().getValue().engine();
        engine.platform().filter(is -> !wanted.mayRunOn(is)).ifPresent(is -> {
            throw new FixableException(
                    "<engines> names " + engine.name() + " for " + wanted + ", but that engine is on " + is
                            + ". Set its <dockerHost> to an engine on " + wanted + ", or remove the <engine>, so that"
                            + " the default engine builds the image.");
        });
        return engine;
    }

    /** Closes all engines. A failure does not keep the others open. */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        List<EngineProvider> all = new ArrayList<>(engines.values());
        all.add(others);
        for (EngineProvider provider : all) {
            try {
                provider.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
