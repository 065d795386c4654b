package io.github.fdomaven.project;

import io.github.fdomaven.project.EntryPath.RefusedException;
import io.github.fdomaven.project.Snapshot.FileState;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Copies a directory back from a container. New and changed files are written, never partially. Files that were deleted in the
 * container stay. Nothing is written outside of the directory.
 */
public final class CopyBack {

    /** The user who runs Maven must be able to read the files. */
    private static final int OWNER_READS_AND_WRITES = 0600;

    private final Path directory;
    private final Snapshot sent;
    private final Rules rules;
    private final Consumer<String> warnings;
    private boolean hasWarnedOfGit;

    /** The rules for a kind of directory. */
    public enum Rules {
        /**
         * The project of the user: git's own directory is not touched, and files that were changed on this machine meanwhile
         * are kept.
         */
        PROJECT,
        /** A cache of programs: the last build that writes a file wins, as in a shared directory. */
        CACHE
    }

    /**
     * Prepares to copy a directory back.
     *
     * @param directory the directory, absolute
     * @param sent the files that were copied to the container
     * @param warnings takes a warning for each file that is not copied back, with the reason
     */
    public CopyBack(Path directory, Snapshot sent, Rules rules, Consumer<String> warnings) {
        this.directory = directory;
        this.sent = sent;
        this.rules = rules;
        this.warnings = warnings;
    }

    /**
     * Unpacks an archive of the directory in the container.
     *
     * @param archive a tar archive, in which every name begins with the name of the directory
     * @return how many files and links were written
     * @throws IOException if the archive cannot be read
     * @throws EnvironmentException if a file cannot be written
     */
    public int unpack(InputStream archive) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name());
        TemporaryFiles.deleteOld(directory);
        Path temporary = TemporaryFiles.newPath(directory);
        try {
            int written = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                written += unpack(entry, tar, temporary) ? 1 : 0;
            }
            return written;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Returns whether a file or a link was written. */
    private boolean unpack(TarArchiveEntry entry, InputStream content, Path temporary) throws IOException {
        try {
            EntryPath path = EntryPath.of(entry.getName());
            if (path.isDirectoryItself()) {
                return false;
            }
            if (rules == Rules.PROJECT && path.isInGitDirectory()) {
                return refuseGit();
            }
            if (entry.isDirectory()) {
                EntryPath.createDirectory(path.resolveIn(directory));
                return false;
            }
            return entry.isSymbolicLink()
                    ? writeLink(path, entry.getLinkName(), temporary)
                    : writeFile(path, entry, content, temporary);
        } catch (RefusedException e) {
            warnings.accept(
                    "Not copied back: " + OneLine.of(entry.getName()) + ": " + OneLine.of(e.getMessage()) + ".");
            return false;
        } catch (FileSystemException e) {
            throw new EnvironmentException(
                    "Could not copy " + OneLine.of(entry.getName()) + " back to " + directory + ": " + FileProblem.of(e)
                            + ". Make the directory writable.",
                    e);
        }
    }

    /** Warns once: a git directory has many files. */
    private boolean refuseGit() throws RefusedException {
        if (!hasWarnedOfGit) {
            hasWarnedOfGit = true;
            throw new RefusedException("git's own directory is not touched");
        }
        return false;
    }

    private boolean writeLink(EntryPath path, String target, Path temporary) throws IOException, RefusedException {
        if (isUnchanged(path, FileState.link(target))) {
            return false;
        }
        path.checkLinkTarget(target);
        Path link = path.resolveIn(directory);
        refuseIfChangedHere(path, link);
        Files.deleteIfExists(temporary);
        Files.createSymbolicLink(temporary, Path.of(target));
        TemporaryFiles.move(temporary, link);
        return true;
    }

    private boolean writeFile(EntryPath path, TarArchiveEntry entry, InputStream content, Path temporary)
            throws IOException, RefusedException {
        if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
            throw new RefusedException("it is not a file, a directory or a link");
        }
        if (isUnchanged(path, copyToTemporary(entry, content, temporary))) {
            return false;
        }
        Path file = path.resolveIn(directory);
        refuseIfChangedHere(path, file);
        if (FileModes.hasPermissions(file)) {
            Files.setPosixFilePermissions(temporary, permissions(entry.getMode() | OWNER_READS_AND_WRITES, file));
        }
        Files.setLastModifiedTime(temporary, entry.getLastModifiedTime());
        TemporaryFiles.move(temporary, file);
        return true;
    }

    private FileState copyToTemporary(TarArchiveEntry entry, InputStream content, Path temporary)
            throws IOException, RefusedException {
        boolean isExecutable = FileModes.isExecutable(entry.getMode());
        Files.deleteIfExists(temporary);
        TemporaryFiles.create(temporary);
        try (OutputStream output = Files.newOutputStream(temporary)) {
            if (entry.isLink()) {
                // The file that a hard link refers to precedes it in the archive.
                try (InputStream original = openLinked(entry.getLinkName())) {
                    return FileState.copy(original, output, isExecutable);
                }
            }
            return FileState.copy(content, output, isExecutable);
        }
    }

    private InputStream openLinked(String name) throws IOException, RefusedException {
        EntryPath path = EntryPath.of(name);
        Path file = path.resolveIn(directory);
        boolean isRefused = rules == Rules.PROJECT && path.isInGitDirectory();
        if (isRefused || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException("it is a hard link to " + name + ", which is not a file here");
        }
        return Files.newInputStream(file);
    }

    /** Compares with the file that was sent, and with the file here: it may have changed while it was sent. */
    private boolean isUnchanged(EntryPath path, FileState state) throws IOException, RefusedException {
        Optional<FileState> same = Optional.of(state);
        return sent.state(path.path()).equals(same)
                || FileState.of(path.resolveIn(directory)).equals(same);
    }

    private void refuseIfChangedHere(EntryPath path, Path file) throws IOException, RefusedException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException("a directory has this name here");
        }
        Optional<FileState> before = sent.state(path.path());
        Optional<FileState> now = FileState.of(file);
        if (rules == Rules.PROJECT && before.isPresent() && now.isPresent() && !before.equals(now)) {
            throw new RefusedException("it was changed here too, and the version here is kept");
        }
    }

    /**
     * Returns the permissions from the archive, without setuid and setgid. An existing file keeps its permissions unless its
     * executable bit has changed: in the container it may have been readable for more users.
     */
    private static Set<PosixFilePermission> permissions(int mode, Path file) throws IOException {
        boolean isExecutable = FileModes.isExecutable(mode);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && FileModes.isExecutable(file) == isExecutable) {
            return Files.getPosixFilePermissions(file);
        }
        return FileModes.permissions(mode);
    }
}
