package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Converts between file permissions and the mode bits of an archive. */
final class FileModes {

    /** The mode on a file system without permissions. */
    private static final int ALL = 0777;

    private static final int OWNER_EXECUTES = 0100;

    /** The permissions from the highest bit to the lowest. */
    private static final PosixFilePermission[] HIGHEST_FIRST = PosixFilePermission.values();

    private FileModes() {}

    static int of(Path path) throws IOException {
        if (!hasPermissions(path)) {
            return ALL;
        }
        int mode = 0;
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        for (int i = 0; i < HIGHEST_FIRST.length; i++) {
            mode |= permissions.contains(HIGHEST_FIRST[i]) ? bit(i) : 0;
        }
        return mode;
    }

    /** Returns the permissions of a mode, without setuid and setgid. */
    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < HIGHEST_FIRST.length; i++) {
            if ((mode & bit(i)) != 0) {
                permissions.add(HIGHEST_FIRST[i]);
            }
        }
        return permissions;
    }

    static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static boolean isExecutable(Path file) throws IOException {
        return hasPermissions(file) && isExecutable(of(file));
    }

    static boolean isExecutable(int mode) {
        return (mode & OWNER_EXECUTES) != 0;
    }

    private static int bit(int index) {
        return 1 << (HIGHEST_FIRST.length - 1 - index);
    }
}
