package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.project.TemporaryFiles;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The cache directory in the build of one image: the container sees it, or where it cannot gets a copy and gives that back. */
final class BuildCache {

    private static final Path DEFAULT_DIRECTORY = Path.of(CacheDirectory.PATH);

    private final String image;
    private final Optional<Path> directory;
    private final BuildLog log;
    private Optional<CopiedCache> copy = Optional.empty();

    /**
     * Prepares it.
     *
     * @param image what the image is called
     * @param directory the directory, where exec is to have one
     */
    BuildCache(String image, Optional<Path> directory, BuildLog log) {
        this.image = image;
        this.directory = directory;
        this.log = log;
    }

    /** The cache directory of an image, which must exist if it is set. */
    static Optional<Path> directory(ImageDefinition image) {
        image.cacheDir().ifPresent(directory -> {
            if (!Files.isDirectory(directory)) {
                throw new FixableException("The cache directory " + directory + " of the image '" + image.name()
                        + "' is not a directory. Create it, or remove <cacheDir> (-Dfdo.cache.dir, FDO_CACHE_DIR).");
            }
        });
        return image.cacheDir().or(() -> Optional.of(DEFAULT_DIRECTORY).filter(Files::isDirectory));
    }

    /**
     * Starts the container, and once more if the first one does not see the directory.
     *
     * @param isLocal whether the engine can mount directories of this machine, as far as one knows
     * @param starter starts a container that has this as its cache directory
     */
    BuildContainer start(boolean isLocal, Function<CacheDirectory, BuildContainer> starter) {
        if (directory.isEmpty()) {
            return starter.apply(new CacheDirectory.None());
        }
        if (isLocal && Mount.isPossible(directory.get())) {
            BuildContainer container = starter.apply(new CacheDirectory.Mounted(directory.get()));
            if (isSeenBy(container)) {
                return container;
            }
            container.remove();
            log.warning(
                    image,
                    "The container does not see the files of " + directory.get()
                            + " when it is mounted, as where Maven runs in a container itself: they are copied.");
        }
        copy = Optional.of(new CopiedCache(image, directory.get(), log));
        return starter.apply(new CacheDirectory.Apart());
    }

    private boolean isSeenBy(BuildContainer container) {
        Mount mount = new Mount(directory.orElseThrow(), CacheDirectory.PATH);
        Optional<Path> witness = TemporaryFiles.createMarker(mount.source());
        try {
            return witness.or(() -> anyChild(mount.source()))
                    .map(child -> mount.isSeenBy(
                            container, List.of(child.getFileName().toString()), Optional.empty()))
                    .orElse(true);
        } finally {
            witness.ifPresent(BuildCache::delete);
        }
    }

    private static Optional<Path> anyChild(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findFirst();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot list " + directory + ": " + e + ".", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot delete " + file + ": " + e + ".", e);
        }
    }

    /**
     * Runs what uses the directory. What it wrote is here afterwards, also if it fails: the next try then need not fetch it
     * again.
     */
    void during(BuildContainer container, Runnable exec) {
        copy.ifPresent(cache -> cache.fill(container));
        try {
            exec.run();
        } catch (FixableException e) {
            copy.ifPresent(cache -> bringBackAfterAll(cache, container));
            throw e;
        }
        copy.ifPresent(cache -> cache.bringBack(container));
    }

    /** That exec failed must not be hidden by what came after it. */
    private void bringBackAfterAll(CopiedCache cache, BuildContainer container) {
        try {
            cache.bringBack(container);
        } catch (FdoException e) {
            log.warning(image, e.getMessage());
        }
    }
}
