package io.github.fdomaven.packages;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.OneLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The installed packages of an image.
 *
 * @param packages the packages, sorted by name
 */
public record PackageList(PackageFormat format, OperatingSystem system, List<InstalledPackage> packages) {

    /** The longest label. Registries and engines limit the size of an image's config. */
    private static final int MAX_LABEL = 32 * 1024;

    /** The longest list of a label, which is never as long. A label of a few KiB may say that it is a list of many GiB. */
    private static final int MAX_TEXT = 2 * 1024 * 1024;

    private static final int FIELDS = 5;

    private static final String SYSTEM_PREFIX = "system\t";

    /**
     * Works in every shell, and never fails: without a package list, an image is still built. The command that fails runs again for
     * its words, because in one stream with the list they could be in the middle of a line.
     */
    private static final String SCRIPT = """
            # list the installed packages
            (. /etc/os-release; printf 'system\\t%%s\\t%%s\\n' "$ID" "$VERSION_ID") 2>&1
            LC_ALL=C
            export LC_ALL
            list() { %s; }
            list 2>/dev/null || { status=$?; echo; echo; list 2>&1 >/dev/null; printf 'status\\t%%s\\n' "$status"; }
            """;

    /** Sorts the packages. */
    public PackageList {
        packages = packages.stream().sorted().distinct().toList();
    }

    /** {@return a script for {@code sh} that prints the installed packages, and always ends with status 0} */
    public static String script(PackageFormat format) {
        return SCRIPT.formatted(format.listCommand());
    }

    /**
     * Reads what {@link #script} printed.
     *
     * @throws IllegalArgumentException if the package manager failed or printed something else; the message has its words
     */
    public static PackageList read(PackageFormat format, List<String> lines) {
        List<String> rest = new ArrayList<>(lines);
        if (rest.isEmpty() || !rest.get(0).startsWith(SYSTEM_PREFIX)) {
            throw new IllegalArgumentException("the image has no file /etc/os-release"
                    + quoted(rest.stream().limit(1).toList()));
        }
        String[] system = rest.remove(0).split("\t", -1);
        if (!rest.isEmpty() && rest.get(rest.size() - 1).startsWith("status\t")) {
            String status = rest.remove(rest.size() - 1).substring("status\t".length());
            // The words after the part of the list that was printed before.
            List<String> words = rest.subList(rest.lastIndexOf("") + 1, rest.size());
            throw new IllegalArgumentException("the package manager ended with status " + status + quoted(words));
        }
        if (system.length != 3) {
            throw new IllegalArgumentException("the file /etc/os-release of the image is invalid");
        }
        List<InstalledPackage> packages = format.read(rest);
        if (packages.isEmpty()) {
            // Such as rpm without its database.
            throw new IllegalArgumentException("the package manager says that no package is installed");
        }
        return new PackageList(format, new OperatingSystem(system[1], system[2]), packages);
    }

    private static String quoted(List<String> words) {
        return words.isEmpty() ? "" : ": " + OneLine.of(String.join(" ", words));
    }

    /** {@return the digest of the list, for the label {@code fdo.packages_digest}} */
    public Digest digest() {
        return Digest.sha256(text().getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the list, compressed, for the label {@code fdo.packages}; none if it is longer than 32 KiB} */
    public Optional<String> label() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String label = Base64.getEncoder().encodeToString(bytes.toByteArray());
        return label.length() <= MAX_LABEL ? Optional.of(label) : Optional.empty();
    }

    /**
     * Reads a label {@code fdo.packages}, which may come from anywhere.
     *
     * @throws IllegalArgumentException if it is not such a label; the message says what is wrong with it
     */
    public static PackageList ofLabel(String label) {
        byte[] text;
        try (InputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(label.strip())))) {
            text = gzip.readNBytes(MAX_TEXT + 1);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not compressed by gzip, or is cut off", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not Base64", e);
        }
        if (text.length > MAX_TEXT) {
            throw new IllegalArgumentException("its list has more than " + MAX_TEXT + " bytes");
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its list is not UTF-8", e);
        }
    }

    /** The first line has the format and the operating system, and each other line a package. */
    private String text() {
        StringBuilder text = new StringBuilder("# ")
                .append(format.id())
                .append(' ')
                .append(system.id())
                .append(' ')
                .append(system.version())
                .append('\n');
        for (InstalledPackage installed : packages) {
            text.append(installed.name())
                    .append('\t')
                    .append(installed.version())
                    .append('\t')
                    .append(installed.architecture());
            // Short, because labels are part of each manifest request.
            boolean hasSource = !installed.source().equals(installed.name());
            boolean hasSourceVersion = !installed.sourceVersion().equals(installed.version());
            if (hasSource || hasSourceVersion) {
                text.append('\t').append(hasSource ? installed.source() : "");
            }
            if (hasSourceVersion) {
                text.append('\t').append(installed.sourceVersion());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static PackageList parse(String text) {
        List<String> lines = text.lines().toList();
        String[] header = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
        if (header.length != 4 || !header[0].equals("#")) {
            throw new IllegalArgumentException("its list does not begin with a format and an operating system");
        }
        PackageFormat format = Arrays.stream(PackageFormat.values())
                .filter(known -> known.id().equals(header[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "its list has the unknown format " + OneLine.quote(header[1].toLowerCase(Locale.ROOT))));
        List<InstalledPackage> packages = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] given = line.split("\t", -1);
            if (given.length > FIELDS) {
                throw new IllegalArgumentException("a package has " + given.length + " fields instead of " + FIELDS);
            }
            String[] fields = Arrays.copyOf(given, FIELDS);
            packages.add(InstalledPackage.of(
                    orEmpty(fields[0]),
                    orEmpty(fields[1]),
                    orEmpty(fields[2]),
                    orEmpty(fields[3]),
                    orEmpty(fields[4])));
        }
        return new PackageList(format, new OperatingSystem(header[2], header[3]), packages);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
