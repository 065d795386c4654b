package io.github.fdomaven.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * By what a file is known again.
 *
 * @param content the digest of what a regular file holds, or where a link leads
 * @param isExecutable whether its owner may execute it
 */
record FileMark(String content, boolean isExecutable) {

    private static final int OWNER_EXECUTES = 0100;

    /** The mark of a link. */
    static FileMark link(String target) {
        return new FileMark("-> " + target, false);
    }

    /** The mark of what a stream holds, which is copied to another one meanwhile. */
    static FileMark copied(InputStream from, OutputStream to, boolean isExecutable) throws IOException {
        MessageDigest digest = sha256();
        from.transferTo(new DigestOutputStream(to, digest));
        return new FileMark(HexFormat.of().formatHex(digest.digest()), isExecutable);
    }

    /** The mark of a regular file or a link; nothing if it is neither, or not there. */
    static Optional<FileMark> of(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return Optional.of(link(Files.readSymbolicLink(path).toString()));
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(path)) {
            return Optional.of(copied(content, OutputStream.nullOutputStream(), isExecutable(path)));
        }
    }

    static boolean isExecutable(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    static boolean isExecutable(int mode) {
        return (mode & OWNER_EXECUTES) != 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
