package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directories that Maven writes to. They may be in the project, but do not belong to its files.
 *
 * @param build the build directory, absolute
 * @param localRepository the local repository, absolute, if it is known
 */
public record MavenDirectories(Path build, Optional<Path> localRepository) {

    public MavenDirectories {
        if (!build.isAbsolute()
                || localRepository.filter(path -> !path.isAbsolute()).isPresent()) {
            throw new IllegalArgumentException(
                    "The directories of Maven must be absolute: " + build + ", " + localRepository + ".");
        }
    }

    /** Returns the real path of the local repository if it exists below a directory, as it does in many GitLab jobs. */
    Optional<Path> localRepositoryBelow(Path directory) throws IOException {
        if (localRepository.filter(Files::isDirectory).isEmpty()) {
            return Optional.empty();
        }
        Path real = localRepository.get().toRealPath();
        return Optional.of(real).filter(path -> path.startsWith(directory) && !path.equals(directory));
    }
}
