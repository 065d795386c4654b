package io.github.fdomaven.project;

import io.github.fdomaven.support.FixableException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar archive of project files. They belong to root. Their executable bits and links are kept. */
public final class ProjectArchive {

    private static final int DIRECTORY_MODE = 0755;
    private static final int EXECUTABLE_MODE = 0755;
    private static final int FILE_MODE = 0644;

    private static final int BUFFER_SIZE = 64 * 1024;

    private final Path project;
    private final Set<Path> paths = new TreeSet<>();

    /** Creates an archive of files, whose paths are relative to the project's directory. */
    public ProjectArchive(Path project, List<Path> files) {
        this.project = project;
        for (Path file : files) {
            for (Path path = file; path != null; path = path.getParent()) {
                paths.add(path);
            }
        }
    }

    /** {@return the number of files and links, without the directories} */
    public int files() {
        return (int) paths.stream()
                .filter(path -> !Files.isDirectory(project.resolve(path), LinkOption.NOFOLLOW_LINKS))
                .count();
    }

    /**
     * Writes the archive. The output stays open.
     *
     * @param directory the directory of the container, with which all names begin
     */
    public void writeTo(OutputStream output, String directory) throws IOException {
        TarArchiveOutputStream tar = tar(output);
        for (Path path : paths) {
            write(path, directory, tar);
        }
        tar.finish();
        tar.flush();
    }

    /** Creates an archive that takes long names and names in any script. */
    static TarArchiveOutputStream tar(OutputStream output) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(output, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return tar;
    }

    private void write(Path path, String directory, TarArchiveOutputStream tar) throws IOException {
        Path source = project.resolve(path);
        String name = directory + "/" + path.toString().replace(File.separatorChar, '/');
        if (Files.isSymbolicLink(source)) {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(target(path, source));
            tar.putArchiveEntry(entry);
        } else if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            TarArchiveEntry entry = new TarArchiveEntry(name + "/");
            entry.setMode(DIRECTORY_MODE);
            tar.putArchiveEntry(entry);
        } else {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(source));
            entry.setMode(FileModes.isExecutable(source) ? EXECUTABLE_MODE : FILE_MODE);
            entry.setModTime(Files.getLastModifiedTime(source));
            tar.putArchiveEntry(entry);
            copy(source, entry.getSize(), tar);
        }
        tar.closeArchiveEntry();
    }

    private static String target(Path path, Path source) throws IOException {
        Path target = Files.readSymbolicLink(source);
        if (!FileNames.isReadable(target)) {
            throw new FixableException(
                    "The target of the link " + path + " is not UTF-8, or Java cannot read it in this"
                            + " locale. Link to another name, add the link to .gitignore, or run Maven with LC_ALL=C.UTF-8.");
        }
        return target.toString();
    }

    /** The header of the entry has the size, so a file that grows meanwhile, such as a log, is cut there. */
    private static void copy(Path source, long size, OutputStream output) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long left = size;
        try (InputStream input = Files.newInputStream(source)) {
            while (left > 0) {
                int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(source + " became shorter while it was copied");
                }
                output.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
