package io.github.fdomaven.packages;

import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of packages, with the database of installed packages. The names are those of package URLs (purl-spec). */
public enum PackageFormat {
    /** Debian's packages. */
    DEB(
            "dpkg-query -W -f '${db:Status-Status}\\t${Package}\\t${Version}\\t${Architecture}\\t${source:Package}\\t${source:Version}\\n'",
            DpkgVersions::compare) {
        @Override
        List<InstalledPackage> read(List<String> lines) {
            List<InstalledPackage> packages = new ArrayList<>();
            for (String line : lines) {
                String[] fields = fields(line, 6);
                // A package that was removed can have files of its configuration left.
                if (fields[0].equals("installed")) {
                    packages.add(InstalledPackage.of(fields[1], fields[2], fields[3], fields[4], fields[5]));
                }
            }
            return packages;
        }
    },

    /** The packages of rpm. */
    RPM(
            "rpm -qa --qf '%{NAME}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{SOURCERPM}\\n'",
            RpmVersions::compare) {
        @Override
        List<InstalledPackage> read(List<String> lines) {
            List<InstalledPackage> packages = new ArrayList<>();
            for (String line : lines) {
                String[] fields = fields(line, 4);
                // rpm keeps the keys of repositories as packages.
                if (!fields[0].equals("gpg-pubkey")) {
                    packages.add(rpm(fields[0], fields[1], fields[2], fields[3]));
                }
            }
            return packages;
        }
    },

    /** Alpine's packages. The letters of the database are in apk(5): package, version, architecture, origin. */
    APK("sed -n '/^[PVAo]:/p; /^$/p' /lib/apk/db/installed", ApkVersions::compare) {
        @Override
        List<InstalledPackage> read(List<String> lines) {
            List<InstalledPackage> packages = new ArrayList<>();
            Map<String, String> fields = new LinkedHashMap<>();
            for (String line : lines) {
                if (APK_FIELD.matcher(line).lookingAt()) {
                    fields.put(line.substring(0, 1), line.substring(2));
                } else if (!line.isEmpty()) {
                    throw new IllegalArgumentException("a line is no field of a package: " + OneLine.of(line));
                } else if (!fields.isEmpty()) {
                    packages.add(block(fields, "P", "V", "A", "o"));
                    fields.clear();
                }
            }
            if (!fields.isEmpty()) {
                packages.add(block(fields, "P", "V", "A", "o"));
            }
            return packages;
        }
    },

    /** The packages of pacman, which keeps a file {@code desc} of each: a name of a field, its value, and an empty line. */
    ALPM("cat /var/lib/pacman/local/*/desc", PacmanVersions::compare) {
        @Override
        List<InstalledPackage> read(List<String> lines) {
            List<InstalledPackage> packages = new ArrayList<>();
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i + 1 < lines.size(); i++) {
                String line = lines.get(i);
                if (line.equals("%NAME%") && !fields.isEmpty()) {
                    packages.add(block(fields, "%NAME%", "%VERSION%", "%ARCH%", "%BASE%"));
                    fields.clear();
                }
                if (line.length() > 2 && line.startsWith("%") && line.endsWith("%")) {
                    fields.putIfAbsent(line, lines.get(i + 1));
                }
            }
            if (!fields.isEmpty()) {
                packages.add(block(fields, "%NAME%", "%VERSION%", "%ARCH%", "%BASE%"));
            }
            return packages;
        }
    };

    private static final Pattern SOURCE_RPM = Pattern.compile("(.+)-([^-]+-[^-]+)\\.(?:no)?src\\.rpm");
    private static final Pattern APK_FIELD = Pattern.compile("[PVAo]:");
    private static final Pattern NO_EPOCH = Pattern.compile("^0:");

    private final String listCommand;
    private final Comparator<String> versionOrder;

    PackageFormat(String listCommand, Comparator<String> versionOrder) {
        this.listCommand = listCommand;
        this.versionOrder = versionOrder;
    }

    /** {@return the name, such as {@code deb}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the order of versions of this format, as the package manager compares them} */
    public Comparator<String> versionOrder() {
        return versionOrder;
    }

    /** The command of a shell that prints the installed packages. */
    String listCommand() {
        return listCommand;
    }

    /**
     * Reads what the command printed.
     *
     * @throws IllegalArgumentException if a line is not as expected
     */
    abstract List<InstalledPackage> read(List<String> lines);

    private static String[] fields(String line, int number) {
        String[] fields = line.split("\t", -1);
        if (fields.length != number) {
            throw new IllegalArgumentException("a line has " + fields.length + " fields instead of " + number);
        }
        return fields;
    }

    private static InstalledPackage rpm(String name, String fullVersion, String architecture, String sourceRpm) {
        String version = NO_EPOCH.matcher(fullVersion).replaceFirst("");
        String epoch = version.substring(0, version.indexOf(':') + 1);
        Matcher source = SOURCE_RPM.matcher(sourceRpm);
        return source.matches()
                ? InstalledPackage.of(name, version, architecture, source.group(1), epoch + source.group(2))
                : InstalledPackage.of(name, version, architecture, "", "");
    }

    private static InstalledPackage block(
            Map<String, String> fields, String name, String version, String architecture, String source) {
        return InstalledPackage.of(
                fields.getOrDefault(name, ""),
                fields.getOrDefault(version, ""),
                fields.getOrDefault(architecture, ""),
                fields.getOrDefault(source, ""),
                "");
    }
}
