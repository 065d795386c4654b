package io.github.fdomaven.project;

import io.github.fdomaven.support.FixableException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Names of files that may be any bytes. An archive has names in UTF-8 only, so other names are refused. */
public final class FileNames {

    /** What to do if Java cannot read a name in this locale. */
    public static final String LOCALE_ADVICE = "Run Maven with LC_ALL=C.UTF-8, or another UTF-8 locale.";

    /** Java reads bytes that are not valid in the locale as this character. */
    private static final char UNREADABLE = '\uFFFD';

    private static final int HEXADECIMAL = 16;
    private static final int ESCAPE_LENGTH = 3;

    private FileNames() {}

    /** Returns whether Java can read a path in this locale. */
    static boolean isReadable(Path path) {
        return isReadable(path.toString());
    }

    /** Returns whether a name in an archive was UTF-8. */
    static boolean isReadable(String name) {
        return name.indexOf(UNREADABLE) < 0;
    }

    /** Converts a name to a path, unless Java cannot read it. The POSIX locale has ASCII only. */
    static Optional<Path> parse(byte[] name) {
        try {
            return Optional.of(Path.of(new String(name, StandardCharsets.UTF_8)))
                    .filter(FileNames::isReadable);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** {@return whether a file exists} Unlike a path, an address can name it by its bytes, in every locale. */
    public static boolean exists(Path directory, byte[] name) {
        StringBuilder address = new StringBuilder(directory.toUri().toString());
        for (byte b : name) {
            address.append(String.format("%%%02X", b));
        }
        try {
            return Files.exists(Path.of(URI.create(address.toString())), LinkOption.NOFOLLOW_LINKS);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns the error for a file that is not readable, by the path that Java has for it. Git does not list the files here.
     */
    static FixableException refused(Path directory, Path file) {
        String parent = directory.toUri().getRawPath();
        byte[] name = decode(directory.resolve(file).toUri().getRawPath().substring(parent.length()));
        return refused(name, "Rename the file.");
    }

    /** Returns the error for a file of git that is not readable. */
    static FixableException refused(byte[] name) {
        return refused(name, "Rename the file, or add it to .gitignore.");
    }

    private static FixableException refused(byte[] name, String advice) {
        StringBuilder shown = new StringBuilder();
        for (byte b : name) {
            shown.append(b < 0 ? String.format("\\x%02x", b) : String.valueOf((char) b));
        }
        return isUtf8(name)
                ? new FixableException("Java cannot read the name of the file '"
                        + new String(name, StandardCharsets.UTF_8)
                        + "' in this locale. " + LOCALE_ADVICE)
                : new FixableException("The name of the file '" + shown
                        + "' is not UTF-8, so the file cannot be copied to" + " the container. " + advice);
    }

    private static boolean isUtf8(byte[] name) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Decodes the escapes of an address. */
    private static byte[] decode(String address) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '%') {
                bytes.write(Integer.parseInt(address.substring(i + 1, i + ESCAPE_LENGTH), HEXADECIMAL));
                i += ESCAPE_LENGTH - 1;
            } else {
                bytes.write(address.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
