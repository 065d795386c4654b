package io.github.fdomaven.project;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Takes back what a command has made of the copy of a directory that it was given: what is new or has changed is written, each
 * file as a whole, what is gone stays here, and nothing is written outside of the directory.
 */
public final class ReturnedFiles {

    /** Whoever runs Maven must be able to read again what comes back. */
    private static final int OWNER_READS_AND_WRITES = 0600;

    private final Path directory;
    private final Snapshot sent;
    private final Rules rules;
    private final Consumer<String> complaints;
    private boolean isGitsRefused;

    /**
     * Prepares to take files back.
     *
     * @param directory the directory, absolute
     * @param sent what the files were that were given away
     * @param rules what holds for this directory
     * @param complaints is told of what is not taken back, and why
     */
    public ReturnedFiles(Path directory, Snapshot sent, Rules rules, Consumer<String> complaints) {
        this.directory = directory;
        this.sent = sent;
        this.rules = rules;
        this.complaints = complaints;
    }

    /** What holds for a directory into which files come back. */
    public enum Rules {
        /** People work there: git's own directory is not touched, and what was changed here meanwhile stays as it is here. */
        PROJECT,
        /** Programs keep there what they can make again: the last one to write a file wins, as if they shared it. */
        CACHE
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
        OwnFiles.removeForgotten(directory);
        Path scratch = OwnFiles.scratch(directory);
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
            if (rules == Rules.PROJECT && path.isGits()) {
                return refuseGits();
            }
            if (entry.isDirectory()) {
                makeDirectory(path);
                return false;
            }
            return entry.isSymbolicLink()
                    ? takeLink(path, entry.getLinkName(), scratch)
                    : takeFile(path, entry, content, scratch);
        } catch (RefusedEntryException e) {
            complaints.accept("Not copied back: " + entry.getName() + ": " + e.getMessage() + ".");
            return false;
        } catch (FileSystemException e) {
            throw new EnvironmentException(
                    "Could not copy " + entry.getName() + " back into " + directory + ": " + e
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
        ReturnedPath.make(path.within(directory));
    }

    private boolean takeLink(ReturnedPath path, String target, Path scratch) throws IOException, RefusedEntryException {
        FileMark mark = FileMark.link(target);
        if (isUnchanged(path, mark)) {
            return false;
        }
        path.checkLink(target);
        Path link = path.within(directory);
        refuseIfTaken(path, link);
        Files.deleteIfExists(scratch);
        Files.createSymbolicLink(scratch, Path.of(target));
        OwnFiles.put(scratch, link);
        return true;
    }

    private boolean takeFile(ReturnedPath path, TarArchiveEntry entry, InputStream content, Path scratch)
            throws IOException, RefusedEntryException {
        if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
            throw new RefusedEntryException("it is neither a file nor a directory nor a link");
        }
        boolean isExecutable = FileMark.isExecutable(entry.getMode());
        FileMark mark;
        Files.deleteIfExists(scratch);
        try (OutputStream output = Files.newOutputStream(scratch, StandardOpenOption.CREATE_NEW)) {
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
        Path file = path.within(directory);
        refuseIfTaken(path, file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(scratch, permissions(entry.getMode() | OWNER_READS_AND_WRITES, file));
        }
        Files.setLastModifiedTime(scratch, entry.getLastModifiedTime());
        // Whenever Maven is ended, the file is what it was or what it is to be, and never half of that.
        OwnFiles.put(scratch, file);
        return true;
    }

    private InputStream original(String name) throws IOException, RefusedEntryException {
        ReturnedPath path = ReturnedPath.of(name);
        Path file = path.within(directory);
        if (rules == Rules.PROJECT && path.isGits() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedEntryException("it is a hard link to " + name + ", which is no file here");
        }
        return Files.newInputStream(file);
    }

    /** Whether it is as it was given away, or as it is here: it may have changed while it was given away. */
    private boolean isUnchanged(ReturnedPath path, FileMark mark) throws IOException, RefusedEntryException {
        Optional<FileMark> same = Optional.of(mark);
        return sent.mark(path.path()).equals(same)
                || FileMark.of(path.within(directory)).equals(same);
    }

    /** What somebody has changed here meanwhile must not be lost, nor a directory. */
    private void refuseIfTaken(ReturnedPath path, Path file) throws IOException, RefusedEntryException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedEntryException("there is a directory in its place here");
        }
        Optional<FileMark> before = sent.mark(path.path());
        Optional<FileMark> now = FileMark.of(file);
        if (rules == Rules.PROJECT && before.isPresent() && now.isPresent() && !before.equals(now)) {
            throw new RefusedEntryException("it was changed here too, meanwhile, and is left as it is here");
        }
    }

    /**
     * The permissions of an archive, and never one that makes a program run as somebody else. A file that is here keeps its own
     * unless it has become executable, or has ceased to be: the copy is not as private as it was.
     */
    private static Set<PosixFilePermission> permissions(int mode, Path file) throws IOException {
        boolean isExecutable = FileMark.isExecutable(mode);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && FileMark.isExecutable(file) == isExecutable) {
            return Files.getPosixFilePermissions(file);
        }
        return Modes.permissions(mode);
    }
}
