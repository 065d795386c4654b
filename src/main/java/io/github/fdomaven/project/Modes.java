package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permissions as the bits of a mode, which is how archives have them. */
final class Modes {

    /** Where there are no permissions, everything is permitted. */
    private static final int ALL = 0777;

    private static final PosixFilePermission[] HIGHEST_FIRST = {
        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE
    };

    private Modes() {}

    static int of(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return ALL;
        }
        int mode = 0;
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        for (int i = 0; i < HIGHEST_FIRST.length; i++) {
            mode |= permissions.contains(HIGHEST_FIRST[i]) ? bit(i) : 0;
        }
        return mode;
    }

    /** The permissions of a mode, and never one that makes a program run as somebody else. */
    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < HIGHEST_FIRST.length; i++) {
            if ((mode & bit(i)) != 0) {
                permissions.add(HIGHEST_FIRST[i]);
            }
        }
        return permissions;
    }

    private static int bit(int index) {
        return 1 << (HIGHEST_FIRST.length - 1 - index);
    }
}
