package io.github.fdomaven.builder.execute;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Memoizer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The pulls of base images in one execution. Images with the same base image pull it once. A pull that fails also fails for the
 * images that wait for it, and is tried again for later images.
 */
final class BasePulls {

    private final ConcurrentMap<Key, FutureTask<EngineImage>> pulls = new ConcurrentHashMap<>();

    /** A tag has one image in an engine: images for two platforms must not be pulled at the same time. */
    private final Memoizer<Map.Entry<Engine, Reference>, Object> locks = new Memoizer<>(key -> new Object());

    private record Key(Engine engine, Reference base, Optional<Platform> platform) {}

    /**
     * Returns the base image, which is in the engine.
     *
     * @param pull pulls it
     */
    EngineImage get(Engine engine, Reference base, Optional<Platform> platform, Supplier<EngineImage> pull) {
        Key key = new Key(engine, base, platform);
        Object lock = locks.apply(Map.entry(engine, base));
        FutureTask<EngineImage> own = new FutureTask<>(() -> {
            try {
                return pulled(pull, lock);
            } catch (RuntimeException e) {
                pulls.remove(key);
                throw e;
            }
        });
        FutureTask<EngineImage> earlier = pulls.putIfAbsent(key, own);
        if (earlier == null) {
            own.run();
            return result(own);
        }
        EngineImage pulled = result(earlier);
        // Another build may have pulled another image for the tag meanwhile, or removed this image.
        return engine.find(base).filter(found -> found.id().equals(pulled.id())).isPresent()
                ? pulled
                : pulled(pull, lock);
    }

    private static EngineImage pulled(Supplier<EngineImage> pull, Object lock) {
        synchronized (lock) {
            return pull.get();
        }
    }

    private static EngineImage result(FutureTask<EngineImage> pull) {
        try {
            return pull.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while waiting for the pull of the base image.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
