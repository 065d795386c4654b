package io.github.fdomaven.report;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.EpochVersion;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.OperatingSystem;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Package URLs (ECMA-427), with the rules for each type of https://github.com/package-url/purl-spec/tree/main/types. The qualifier
 * {@code upstream} is that of syft and grype: it names the source package.
 */
final class PackageUrl {

    private static final String OPENSUSE = "opensuse";

    private PackageUrl() {}

    /** Returns the URL of a package of a list. */
    static String of(PackageList list, InstalledPackage installed) {
        PackageFormat format = list.format();
        OperatingSystem system = list.system();
        EpochVersion version = EpochVersion.parse(installed.version());
        // Only an RPM has its epoch in a qualifier.
        boolean isRpm = format == PackageFormat.RPM;
        // Names of RPMs are case-sensitive.
        String name = isRpm ? installed.name() : installed.name().toLowerCase(Locale.ROOT);
        Map<String, String> qualifiers = new TreeMap<>();
        qualifiers.put("arch", installed.architecture());
        qualifiers.put("distro", system.version().isEmpty() ? system.id() : system.id() + "-" + system.version());
        qualifiers.put("epoch", isRpm ? version.epoch() : "");
        qualifiers.put("upstream", upstream(format, installed));
        return "pkg:" + format.id() + "/" + encoded(vendor(system)) + "/" + encoded(name) + "@"
                + encoded(isRpm ? version.withoutEpoch() : installed.version()) + text(qualifiers);
    }

    private static String vendor(OperatingSystem system) {
        return system.id().startsWith(OPENSUSE) ? OPENSUSE : system.id();
    }

    private static String upstream(PackageFormat format, InstalledPackage installed) {
        if (installed.source().equals(installed.name())) {
            return "";
        }
        if (format == PackageFormat.RPM) {
            return installed.source() + "-"
                    + EpochVersion.parse(installed.sourceVersion()).withoutEpoch() + ".src.rpm";
        }
        boolean hasOwnVersion = !installed.sourceVersion().equals(installed.version());
        return installed.source() + (hasOwnVersion ? "@" + installed.sourceVersion() : "");
    }

    /** Returns the URL of an image. */
    static String of(Reference image, Digest digest, Optional<Platform> platform) {
        String path = image.repository().toString();
        Map<String, String> qualifiers = new TreeMap<>();
        qualifiers.put("arch", platform.map(Platform::architecture).orElse(""));
        qualifiers.put("repository_url", path);
        qualifiers.put("tag", image.tag().map(Object::toString).orElse(""));
        return "pkg:oci/" + encoded(path.substring(path.lastIndexOf('/') + 1)) + "@" + encoded(digest.toString())
                + text(qualifiers);
    }

    private static String text(Map<String, String> qualifiers) {
        List<String> texts = new ArrayList<>();
        qualifiers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                texts.add(name + "=" + encoded(value));
            }
        });
        return texts.isEmpty() ? "" : "?" + String.join("&", texts);
    }

    /** Percent-encodes all but letters, digits and {@code .-_~:}. */
    private static String encoded(String text) {
        return isPlain(text) ? text : escaped(text);
    }

    /** Almost all names and versions need no escape. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAlphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!isAlphanumeric && c != '.' && c != '-' && c != '_' && c != '~' && c != ':') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%3A", ":");
    }
}
