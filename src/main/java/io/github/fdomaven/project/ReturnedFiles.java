package io.github.fdomaven.project;

import io.github.fdomaven.failure.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Takes back what a command has made of the copy of a project that it was given: what is new or has changed is written, what
 * is gone stays here, and nothing is written outside of the project's directory.
 */
public final class ReturnedFiles {

    private static final int OWNER_EXECUTES = 0100;

    /** The permissions in the order of the bits of a mode, the highest first. */
    private static final PosixFilePermission[] PERMISSIONS = {
        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE
    };

    private final Path project;
    private final ProjectSnapshot sent;
    private final Consumer<String> complaints;
    private boolean isGitsRefused;

    /**
     * Prepares to take files back.
     *
     * @param project the project's directory, absolute
     * @param sent what the files were that were given away
     * @param complaints is told of what is not taken back, and why
     */
    public ReturnedFiles(Path project, ProjectSnapshot sent, Consumer<String> complaints) {
        this.project = project;
        this.sent = sent;
        this.complaints = complaints;
    }

    /**
     * Unpacks an archive.
     *
     * @param archive a tar archive of the copy, every name in which begins with that of the copy's directory
     * @return how many files and links were written
     * @throws IOException if the archive cannot be read
     * @throws EnvironmentException if a file cannot be written
     */
    public int unpack(InputStream archive) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name());
        Path scratch = Files.createTempFile("fdo-", ".part");
        try {
            int written = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                written += take(entry, tar, scratch) ? 1 : 0;
            }
            return written;
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private boolean take(TarArchiveEntry entry, InputStream content, Path scratch) throws IOException {
        try {
            ReturnedPath path = ReturnedPath.of(entry.getName());
            if (path.isDirectoryItself()) {
                return false;
            }
            if (path.isGits()) {
                return refuseGits();
            }
            if (entry.isDirectory()) {
                makeDirectory(path);
                return false;
            }
            return entry.isSymbolicLink()
                    ? takeLink(path, entry.getLinkName())
                    : takeFile(path, entry, content, scratch);
        } catch (RefusedEntryException e) {
            complaints.accept("Not copied back: " + entry.getName() + ": " + e.getMessage() + ".");
            return false;
        } catch (FileSystemException e) {
            throw new EnvironmentException(
                    "Could not copy " + entry.getName() + " back into " + project + ": " + e
                            + ". Let that be written to.",
                    e);
        }
    }

    /** One complaint is enough: a repository has many files. */
    private boolean refuseGits() throws RefusedEntryException {
        if (!isGitsRefused) {
            isGitsRefused = true;
            throw new RefusedEntryException("what is git's own is not touched here");
        }
        return false;
    }

    private void makeDirectory(ReturnedPath path) throws IOException, RefusedEntryException {
        Path directory = path.within(project);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory);
        }
    }

    private boolean takeLink(ReturnedPath path, String target) throws IOException, RefusedEntryException {
        FileMark mark = FileMark.link(target);
        if (isUnchanged(path, mark)) {
            return false;
        }
        path.checkLink(target);
        Path link = path.within(project);
        refuseIfTaken(path, link);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
        return true;
    }

    private boolean takeFile(ReturnedPath path, TarArchiveEntry entry, InputStream content, Path scratch)
            throws IOException, RefusedEntryException {
        if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
            throw new RefusedEntryException("it is neither a file nor a directory nor a link");
        }
        boolean isExecutable = (entry.getMode() & OWNER_EXECUTES) != 0;
        FileMark mark;
        try (OutputStream output = Files.newOutputStream(scratch)) {
            if (entry.isLink()) {
                // A hard link: what it is to has come before, so that it is here by now.
                try (InputStream original = original(entry.getLinkName())) {
                    mark = FileMark.copied(original, output, isExecutable);
                }
            } else {
                mark = FileMark.copied(content, output, isExecutable);
            }
        }
        if (isUnchanged(path, mark)) {
            return false;
        }
        Path file = path.within(project);
        refuseIfTaken(path, file);
        replace(file, scratch, entry);
        return true;
    }

    /** Whenever Maven is ended, the file is what it was or what it is to be, and never half of that. */
    private static void replace(Path file, Path content, TarArchiveEntry entry) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), ".fdo-", ".part");
        try {
            Files.copy(content, whole, StandardCopyOption.REPLACE_EXISTING);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(whole, permissions(entry.getMode(), file));
            }
            Files.setLastModifiedTime(whole, entry.getLastModifiedTime());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private InputStream original(String name) throws IOException, RefusedEntryException {
        ReturnedPath path = ReturnedPath.of(name);
        Path file = path.within(project);
        if (path.isGits() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedEntryException("it is a hard link to " + name + ", which is no file here");
        }
        return Files.newInputStream(file);
    }

    /** Whether it is as it was given away, or as it is here: it may have changed while it was given away. */
    private boolean isUnchanged(ReturnedPath path, FileMark mark) throws IOException, RefusedEntryException {
        Optional<FileMark> same = Optional.of(mark);
        return sent.mark(path.path()).equals(same)
                || FileMark.of(path.within(project)).equals(same);
    }

    /** What somebody has changed here meanwhile must not be lost, nor a directory. */
    private void refuseIfTaken(ReturnedPath path, Path file) throws IOException, RefusedEntryException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedEntryException("there is a directory in its place here");
        }
        Optional<FileMark> before = sent.mark(path.path());
        Optional<FileMark> now = FileMark.of(file);
        if (before.isPresent() && now.isPresent() && !before.equals(now)) {
            throw new RefusedEntryException("it was changed here too, meanwhile, and is left as it is here");
        }
    }

    /**
     * The permissions of an archive, and never one that makes a program run as somebody else. A file that is here keeps its own
     * unless it has become executable, or has ceased to be: the copy is not as private as it was.
     */
    private static Set<PosixFilePermission> permissions(int mode, Path file) throws IOException {
        boolean isExecutable = (mode & OWNER_EXECUTES) != 0;
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && FileMark.isExecutable(file) == isExecutable) {
            return Files.getPosixFilePermissions(file);
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < PERMISSIONS.length; i++) {
            if ((mode & (1 << (PERMISSIONS.length - 1 - i))) != 0) {
                permissions.add(PERMISSIONS[i]);
            }
        }
        return permissions;
    }
}
