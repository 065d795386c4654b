package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.PackageCacheMode;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.FdoException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The package caches of an execution. A package cache is a volume of the engine. Images of one distribution, version and platform
 * share it: all files of the cache are checked, so they need not have the same base image.
 */
final class PackageCaches {

    /** Below a directory that is not part of an image, so that no layer gets a directory for the mount. */
    static final String PATH = "/dev/fdo-packages";

    /** The label of the volumes. Its value is the mode. */
    static final String LABEL = "fdo.package_cache";

    private final BuildSettings settings;
    private final BuildLog log;
    private final Map<Key, Integer> expected = new HashMap<>();
    private final Map<Key, Mount.NamedVolume> ofRun = new HashMap<>();
    private final Containers containers = new Containers();
    private Optional<CleanupScope> scope = Optional.empty();

    /** The containers that use the caches of the run. An engine creates a volume again for a container that starts later. */
    private static final class Containers {

        private final Set<Object> all = new HashSet<>();
        private final Deque<Runnable> removals = new ArrayDeque<>();

        synchronized Object add() {
            Object container = new Object();
            all.add(container);
            return container;
        }

        synchronized void remove(Object container) {
            all.remove(container);
            runIfEmpty();
        }

        synchronized void whenEmpty(Runnable removal) {
            removals.add(removal);
            runIfEmpty();
        }

        /** A removal that fails is tried again by the scope that called. */
        private void runIfEmpty() {
            while (all.isEmpty() && !removals.isEmpty()) {
                removals.remove().run();
            }
        }
    }

    /** Images with the same key share a cache. */
    private record Key(Distribution distribution, String version, Optional<Platform> platform) {

        static Key of(ImageDefinition image) {
            return new Key(image.recipe().distribution(), image.recipe().version(), image.platform());
        }
    }

    PackageCaches(BuildSettings settings, BuildLog log) {
        this.settings = settings;
        this.log = log;
    }

    /** Counts the images to build: an image that shares nothing with another image of the run needs no cache of the run. */
    synchronized void expect(List<PlannedImage> plan) {
        for (PlannedImage planned : plan) {
            for (PlannedImage part : planned.parts()) {
                ImageDefinition image = part.image();
                if (part.isBuilt() && settings.of(image).packageCache() == PackageCacheMode.RUN) {
                    expected.merge(Key.of(image), 1, Integer::sum);
                }
            }
        }
    }

    /**
     * Returns the cache for the build container of an image. There is none on an engine without volumes. If the volume cannot be
     * created, there is none either, and a warning says why.
     */
    Optional<Mount> mount(ImageDefinition image, EngineImage base, Engine engine) {
        PackageCacheMode mode = settings.of(image).packageCache();
        boolean isShared = mode == PackageCacheMode.KEEP || mode == PackageCacheMode.RUN && isExpected(image);
        if (!isShared || !image.recipe().distribution().hasPackageCache() || !engine.hasVolumes()) {
            return Optional.empty();
        }
        try {
            return Optional.of(mode == PackageCacheMode.KEEP ? kept(image, base, engine) : ofRun(image, engine));
        } catch (FdoException e) {
            log.warning(image.name(), "The image is built without a package cache. " + e.getMessage());
            return Optional.empty();
        }
    }

    private synchronized boolean isExpected(ImageDefinition image) {
        return expected.getOrDefault(Key.of(image), 0) > 1;
    }

    /** Creates the volume again if another run has removed it, because no container used it for long. */
    private synchronized Mount ofRun(ImageDefinition image, Engine engine) {
        CleanupScope volumes = scope.orElseGet(() -> new CleanupScope(problem -> log.warning(image.name(), problem)));
        scope = Optional.of(volumes);
        Mount.NamedVolume volume = ofRun.get(Key.of(image));
        if (volume != null) {
            return volumes.finish(() -> create(volume, PackageCacheMode.RUN, engine));
        }
        Mount.NamedVolume created = volumes.acquire(
                () -> create(Mount.NamedVolume.unique(PATH), PackageCacheMode.RUN, engine),
                unused -> containers.whenEmpty(() -> engine.removeVolume(unused.name())));
        ofRun.put(Key.of(image), created);
        return created;
    }

    /**
     * Keeps the caches of the run until a container that is about to start is removed. A shutdown removes the container
     * first, and then the caches.
     */
    void use(CleanupScope ofContainer) {
        Optional<CleanupScope> volumes;
        synchronized (this) {
            volumes = scope;
        }
        volumes.ifPresent(open -> ofContainer.acquire(() -> open.finish(containers::add), containers::remove));
    }

    private static Mount kept(ImageDefinition image, EngineImage base, Engine engine) {
        String platform = image.platform()
                .or(base.config()::platform)
                .map(value -> "-" + value)
                .orElse("");
        String key = image.recipe().distribution().id() + "-" + image.recipe().version() + platform;
        // An engine accepts these characters only. Two keys with the same name may share a cache.
        String name = Mount.NamedVolume.PREFIX + key.replaceAll("[^A-Za-z0-9_.-]", "-");
        return create(new Mount.NamedVolume(name, PATH), PackageCacheMode.KEEP, engine);
    }

    private static Mount.NamedVolume create(Mount.NamedVolume volume, PackageCacheMode mode, Engine engine) {
        engine.createVolume(volume.name(), Map.entry(LABEL, mode.name().toLowerCase(Locale.ROOT)));
        return volume;
    }

    /** Removes the caches of this run, when all containers are removed. An error is a warning. */
    synchronized void remove() {
        scope.ifPresent(CleanupScope::close);
        scope = Optional.empty();
    }
}
