package io.github.fdomaven.project;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a directory in which programs keep what they can make again as a tar archive: all that is in it, with its modes and
 * times, root as the owner. Others may write to the directory meanwhile: what goes before it is read is left out.
 */
public final class CacheArchive {

    private final Path directory;
    private final Consumer<String> complaints;
    private final Map<Path, FileMark> sent = new HashMap<>();
    private int files;
    private long bytes;

    /**
     * Looks at a directory.
     *
     * @param directory the directory, absolute
     * @param complaints is told of what is left out, and why
     * @throws IOException if it cannot be listed
     */
    public CacheArchive(Path directory, Consumer<String> complaints) throws IOException {
        this.directory = directory;
        this.complaints = complaints;
        walk((path, attributes) -> {
            files++;
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
        });
    }

    /** {@return how many files, links and directories there are} */
    public int files() {
        return files;
    }

    /** {@return how much the files hold, in bytes} */
    public long bytes() {
        return bytes;
    }

    /** {@return what was written to an archive} */
    public Snapshot sent() {
        return new Snapshot(sent);
    }

    /**
     * Writes the archive.
     *
     * @param output where to; it is left open
     * @throws IOException if the output cannot be written
     */
    public void writeTo(OutputStream output) throws IOException {
        TarArchiveOutputStream tar = ProjectArchive.tar(output);
        walk((path, attributes) -> write(path, attributes, tar));
        tar.finish();
        tar.flush();
    }

    /** What is done with each thing in the directory. */
    @FunctionalInterface
    private interface Visitor {

        void visit(Path path, BasicFileAttributes attributes) throws IOException;
    }

    private void walk(Visitor visitor) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                if (!path.equals(directory)) {
                    visitor.visit(path, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isOther() && !OwnFiles.isOne(path)) {
                    visitor.visit(path, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (path.equals(directory)) {
                    throw e;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void write(Path path, BasicFileAttributes attributes, TarArchiveOutputStream tar) throws IOException {
        String name = directory.relativize(path).toString().replace(File.separatorChar, '/');
        if (name.indexOf(ProjectFiles.UNREADABLE) >= 0) {
            complain(name, "Java cannot read its name in this locale");
        } else if (attributes.isSymbolicLink()) {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(path).toString());
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            sent.put(directory.relativize(path), FileMark.link(entry.getLinkName()));
        } else if (attributes.isDirectory()) {
            TarArchiveEntry entry = new TarArchiveEntry(name + "/");
            entry.setMode(Modes.of(path));
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        } else {
            writeFile(path, name, attributes, tar);
        }
    }

    /** What is open stays as it is, even if another build puts another file in its place. */
    private void writeFile(Path path, String name, BasicFileAttributes attributes, TarArchiveOutputStream tar)
            throws IOException {
        SeekableByteChannel file;
        int mode;
        try {
            file = Files.newByteChannel(path);
            mode = Modes.of(path);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            complain(name, e.toString());
            return;
        }
        try (InputStream content = Channels.newInputStream(file)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(file.size());
            entry.setMode(mode);
            entry.setModTime(attributes.lastModifiedTime());
            tar.putArchiveEntry(entry);
            FileMark mark = FileMark.copied(content, tar, FileMark.isExecutable(mode));
            tar.closeArchiveEntry();
            sent.put(directory.relativize(path), mark);
        }
    }

    private void complain(String name, String reason) {
        complaints.accept("Not copied to the container: " + name + ": " + reason + ".");
    }
}
