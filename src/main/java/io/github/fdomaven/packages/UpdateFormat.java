package io.github.fdomaven.packages;

import io.github.fdomaven.packages.PendingUpdate.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How each package manager prints the updates. */
enum UpdateFormat {
    /** Lines such as {@code Inst tool [1.0] (1.1 Debian-Security:12/stable-security [all])}. */
    APT(Set.of(0)) {
        @Override
        List<PendingUpdate> read(QueryOutput output) {
            List<PendingUpdate> updates = new ArrayList<>();
            for (String line : output.lines(UPDATES)) {
                Matcher found = INST.matcher(line);
                if (found.matches()) {
                    updates.add(new PendingUpdate(
                            found.group(1),
                            Optional.ofNullable(found.group(2)),
                            found.group(3),
                            ofOrigin(found.group(4))));
                }
            }
            return updates;
        }

        private Security ofOrigin(String origins) {
            if (SECURITY_ORIGIN.matcher(origins).find()) {
                return Security.YES;
            }
            // These distributions have archives of their own for security updates.
            return DISTRIBUTION_ORIGIN.matcher(origins).find() ? Security.NO : Security.UNKNOWN;
        }
    },

    /** Lines such as {@code tool.noarch 1.1-1 updates}. The status 100 says that there are some. */
    DNF(Set.of(0, 100)) {
        @Override
        List<PendingUpdate> read(QueryOutput output) {
            Map<String, String> installed = new HashMap<>();
            for (String line : output.lines("installed")) {
                String[] fields = line.split("\t", 2);
                installed.put(
                        fields[0],
                        fields.length < 2 ? "" : NO_EPOCH.matcher(fields[1]).replaceFirst(""));
            }
            Set<String> security = new HashSet<>();
            available(output.lines("security")).forEach(found -> security.add(found.group(1) + found.group(3)));
            List<PendingUpdate> updates = new ArrayList<>();
            for (Matcher found : available(output.lines(UPDATES))) {
                updates.add(new PendingUpdate(
                        found.group(2),
                        Optional.ofNullable(installed.get(found.group(1))),
                        found.group(3),
                        security(
                                security.contains(found.group(1) + found.group(3)),
                                output,
                                "/" + found.group(4) + "-")));
            }
            return updates;
        }

        /** A long name can have a line of its own. Packages that others replace follow the updates. */
        private List<Matcher> available(List<String> lines) {
            List<Matcher> all = new ArrayList<>();
            String begin = "";
            for (String line : lines) {
                if (line.toLowerCase(Locale.ROOT).startsWith("obsoleting ")) {
                    break;
                }
                Matcher found = DNF_LINE.matcher(begin + line);
                if (found.matches()) {
                    all.add(found);
                }
                begin = line.matches("\\S+\\.\\w+ *") ? line.strip() + " " : "";
            }
            return all;
        }
    },

    /** XML, as {@code zypper --xmlout} prints it. */
    ZYPPER(Set.of(0, 100, 101)) {
        @Override
        List<PendingUpdate> read(QueryOutput output) {
            Set<String> security = new HashSet<>();
            for (String line : output.lines("security")) {
                Matcher found = ZYPPER_PATCH.matcher(line);
                if (found.matches()) {
                    security.add(found.group(1).replaceFirst("\\.[a-z0-9_]+$", ""));
                    security.add(found.group(1));
                }
            }
            List<PendingUpdate> updates = new ArrayList<>();
            Matcher found = ZYPPER_UPDATE.matcher(String.join("\n", output.lines(UPDATES)));
            while (found.find()) {
                Map<String, String> attributes = attributes(found.group(1));
                if ("package".equals(attributes.get("kind"))) {
                    String name = attributes.getOrDefault("name", "");
                    String source = attributes(found.group(2)).getOrDefault("alias", "");
                    updates.add(new PendingUpdate(
                            name,
                            Optional.ofNullable(attributes.get("edition-old")),
                            attributes.getOrDefault("edition", ""),
                            security(security.contains(name), output, "/" + source + "/")));
                }
            }
            return updates;
        }
    },

    /** Lines such as {@code tool-1.0-r0 < 1.1-r0} after a title. */
    APK(Set.of(0)) {
        @Override
        List<PendingUpdate> read(QueryOutput output) {
            return lines(output, APK_LINE);
        }
    },

    /** Lines such as {@code tool 1.0-1 -> 1.1-1}. The status is 1 if there are none. */
    PACMAN(Set.of(0, 1)) {
        @Override
        List<PendingUpdate> read(QueryOutput output) {
            return lines(output, PACMAN_LINE);
        }
    };

    static final String UPDATES = "updates";

    private static final Pattern INST =
            Pattern.compile("Inst (\\S+) (?:\\[([^\\]]*)\\] )?\\((\\S+) ?(.*?)(?: ?\\[[^\\]]*\\])?\\).*");
    private static final Pattern SECURITY_ORIGIN = Pattern.compile("(?i)-security\\b");
    private static final Pattern DISTRIBUTION_ORIGIN = Pattern.compile("\\b(Debian|Ubuntu):");
    private static final Pattern DNF_LINE = Pattern.compile("((\\S+)\\.\\w+) +([^\\s:]*:?[^\\s:]+-[^\\s:]+) +(\\S+) *");
    private static final Pattern NO_EPOCH = Pattern.compile("^0:");
    private static final Pattern ZYPPER_UPDATE =
            Pattern.compile("<update ([^<>]*)>(?:(?!</update>).)*?<source ([^<>]*)/>", Pattern.DOTALL);
    private static final Pattern ZYPPER_PATCH = Pattern.compile("(?:Conflicts +: | +)(\\S+) < \\S+");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");
    private static final Pattern APK_LINE = Pattern.compile("(\\S+)-([^\\s-]+-r[0-9]+) +< +(\\S+).*");
    private static final Pattern PACMAN_LINE = Pattern.compile("(\\S+) (\\S+) -> (\\S+)");

    private final Set<Integer> successes;

    UpdateFormat(Set<Integer> successes) {
        this.successes = successes;
    }

    /** Whether the program that lists the updates has succeeded with a status. */
    boolean isSuccess(int status) {
        return successes.contains(status);
    }

    /** The updates in the output of a program that succeeded. */
    abstract List<PendingUpdate> read(QueryOutput output);

    private static List<PendingUpdate> lines(QueryOutput output, Pattern pattern) {
        List<PendingUpdate> updates = new ArrayList<>();
        for (String line : output.lines(UPDATES)) {
            Matcher found = pattern.matcher(line.strip());
            if (found.matches()) {
                updates.add(new PendingUpdate(
                        found.group(1), Optional.of(found.group(2)), found.group(3), Security.UNKNOWN));
            }
        }
        return updates;
    }

    /** Only a repository with advisories says which updates are no security updates. */
    private static Security security(boolean isNamed, QueryOutput output, String repository) {
        if (isNamed) {
            return Security.YES;
        }
        return output.lines("advisories").stream().anyMatch(file -> file.contains(repository))
                ? Security.NO
                : Security.UNKNOWN;
    }

    static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        Matcher found = ATTRIBUTE.matcher(text);
        while (found.find()) {
            attributes.put(
                    found.group(1),
                    found.group(2)
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&quot;", "\"")
                            .replace("&apos;", "'")
                            .replace("&amp;", "&"));
        }
        return attributes;
    }
}
