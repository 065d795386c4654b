package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.project.TemporaryFiles;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The cache directory in the build of one image. It is mounted if the engine can mount directories of this machine. Otherwise it
 * is copied into the container before exec, and its changed files are copied back afterwards.
 */
final class CacheDirectory {

    /** The cache directory in the container. */
    static final String PATH = "/cache";

    private static final Path DEFAULT_DIRECTORY = Path.of(PATH);

    private static final String MOUNT_ADVICE = "It is the path of one directory, without the target of a mount. ";

    private final String image;
    private final Optional<Path> directory;
    private final BuildLog log;
    private Optional<CopiedCache> copy = Optional.empty();

    CacheDirectory(String image, Optional<Path> directory, BuildLog log) {
        this.image = image;
        this.directory = directory;
        this.log = log;
    }

    /** Returns the cache directory of an image, which must exist if it is set. */
    static Optional<Path> directory(ImageDefinition image) {
        image.cacheDir().filter(directory -> !Files.isDirectory(directory)).ifPresent(missing -> {
            throw new FixableException("The cache directory " + missing + " of the image '" + image.name()
                    + "' does not exist. " + (missing.toString().contains(":") ? MOUNT_ADVICE : "")
                    + "Create it, or remove <cacheDir> (-Dfdo.cache.dir, FDO_CACHE_DIR).");
        });
        return image.cacheDir().or(() -> Optional.of(DEFAULT_DIRECTORY).filter(Files::isDirectory));
    }

    /**
     * Starts the container, and starts it again if the first container does not see the mounted files.
     *
     * @param isLocal whether the engine can probably mount directories of this machine
     */
    Container startContainer(boolean isLocal, Function<List<Mount>, Container> starter) {
        if (directory.isEmpty()) {
            return starter.apply(List.of());
        }
        if (isLocal && Mount.isMountable(directory.get())) {
            Container container = starter.apply(List.of(new Mount.HostDirectory(directory.get(), PATH)));
            if (isSeenBy(container)) {
                return container;
            }
            container.remove();
            log.warning(
                    image,
                    "The container does not see the files of the mounted directory " + directory.get()
                            + ", probably because Maven runs in a container itself. The files are copied.");
        }
        copy = Optional.of(new CopiedCache(image, directory.get(), log));
        return starter.apply(List.of(new Mount.EmptyVolume(PATH)));
    }

    private boolean isSeenBy(Container container) {
        Mount.HostDirectory mount = new Mount.HostDirectory(directory.orElseThrow(), PATH);
        Optional<Path> witness = TemporaryFiles.createMarker(mount.source());
        try {
            return witness.or(() -> anyChild(mount.source()))
                    .map(child -> mount.isVisibleIn(
                            container, List.of(child.getFileName().toString()), Optional.empty()))
                    .orElse(true);
        } finally {
            witness.ifPresent(CacheDirectory::delete);
        }
    }

    private static Optional<Path> anyChild(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findFirst();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot list " + directory + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot delete " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** Runs exec. Even if exec fails, the files that it wrote are copied back, so that the next build has them. */
    void runExec(Container container, Runnable exec) {
        copy.ifPresent(cache -> cache.copyInto(container));
        try {
            exec.run();
        } catch (FixableException e) {
            copy.ifPresent(cache -> tryCopyBack(cache, container));
            throw e;
        }
        copy.ifPresent(cache -> cache.copyBack(container));
    }

    /** Logs an error of copying back as a warning, so that it does not hide the failure of exec. */
    private void tryCopyBack(CopiedCache cache, Container container) {
        try {
            cache.copyBack(container);
        } catch (FdoException e) {
            log.warning(image, e.getMessage());
        }
    }
}
