package io.github.fdomaven.project;

import io.github.fdomaven.project.Snapshot.FileState;
import io.github.fdomaven.support.FileProblem;
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
 * A tar archive of a cache directory: all files with their modes and times. They belong to root. Other builds may write to the
 * directory meanwhile: files that are deleted before they are read are left out.
 */
public final class CacheArchive {

    private final Path directory;
    private final Consumer<String> warnings;
    private final Map<Path, FileState> sent = new HashMap<>();
    private int files;
    private long bytes;

    /**
     * Creates an archive of an absolute directory, and counts the files.
     *
     * @param warnings takes a warning for each file that is left out, with the reason
     * @throws IOException if the directory cannot be listed
     */
    public CacheArchive(Path directory, Consumer<String> warnings) throws IOException {
        this.directory = directory;
        this.warnings = warnings;
        walk((path, attributes) -> {
            files++;
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
        });
    }

    /** {@return the number of files, links and directories} */
    public int files() {
        return files;
    }

    /** {@return the size of all files, in bytes} */
    public long bytes() {
        return bytes;
    }

    /** {@return the files that were written to the archive} */
    public Snapshot sent() {
        return new Snapshot(sent);
    }

    /**
     * Writes the archive. The output stays open.
     *
     * @param target the directory of the container, with which all names begin
     */
    public void writeTo(OutputStream output, String target) throws IOException {
        TarArchiveOutputStream tar = ProjectArchive.tar(output);
        walk((path, attributes) -> write(path, target, attributes, tar));
        tar.finish();
        tar.flush();
    }

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
                if (!attributes.isOther() && !TemporaryFiles.isTemporary(path)) {
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

    private void write(Path path, String target, BasicFileAttributes attributes, TarArchiveOutputStream tar)
            throws IOException {
        String name = directory.relativize(path).toString().replace(File.separatorChar, '/');
        if (!FileNames.isReadable(path)) {
            warn(name, "its name is not UTF-8, or Java cannot read it in this locale");
            return;
        }
        try {
            if (attributes.isSymbolicLink()) {
                writeLink(path, target + "/" + name, tar);
            } else if (attributes.isDirectory()) {
                TarArchiveEntry entry = new TarArchiveEntry(target + "/" + name + "/");
                entry.setMode(FileModes.of(path));
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            } else {
                writeFile(path, target, attributes, tar);
            }
        } catch (NoSuchFileException e) {
            // Deleted meanwhile, before anything of it was written.
        }
    }

    private void writeLink(Path path, String name, TarArchiveOutputStream tar) throws IOException {
        Path linked = Files.readSymbolicLink(path);
        if (!FileNames.isReadable(linked)) {
            warn(
                    directory.relativize(path).toString(),
                    "the target of the link is not UTF-8, or Java cannot read it in this locale");
            return;
        }
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(linked.toString());
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        sent.put(directory.relativize(path), FileState.link(entry.getLinkName()));
    }

    /** An open file keeps its content, also if another build replaces it. */
    private void writeFile(Path path, String target, BasicFileAttributes attributes, TarArchiveOutputStream tar)
            throws IOException {
        String name = directory.relativize(path).toString().replace(File.separatorChar, '/');
        SeekableByteChannel file;
        int mode;
        try {
            file = Files.newByteChannel(path);
            mode = FileModes.of(path);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            warn(name, FileProblem.of(e));
            return;
        }
        try (InputStream content = Channels.newInputStream(file)) {
            TarArchiveEntry entry = new TarArchiveEntry(target + "/" + name);
            entry.setSize(file.size());
            entry.setMode(mode);
            entry.setModTime(attributes.lastModifiedTime());
            tar.putArchiveEntry(entry);
            FileState state = FileState.copy(content, tar, FileModes.isExecutable(mode));
            tar.closeArchiveEntry();
            sent.put(directory.relativize(path), state);
        }
    }

    private void warn(String name, String reason) {
        warnings.accept("Not copied to the container: " + name + ": " + reason + ".");
    }
}
