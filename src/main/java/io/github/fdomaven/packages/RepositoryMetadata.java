package io.github.fdomaven.packages;

import io.github.fdomaven.oci.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of the package repositories when an image was built and had no pending updates. While the repositories have the same
 * metadata, the image still has none.
 *
 * @param digest the digest of the metadata of all repositories
 * @param addresses the addresses of the metadata, which identify no user
 */
public record RepositoryMetadata(Digest digest, List<String> addresses) {

    private static final int MAX_LABEL = 4 * 1024;

    /** An address without a user, and without a query that could be a token. */
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://[A-Za-z0-9.\\[\\]:-]+/[A-Za-z0-9._~%+:/-]*(\\?(repo|arch)=[A-Za-z0-9._-]{1,40}&(repo|arch)=[A-Za-z0-9._-]{1,40})?");

    /** A part of a path that may be a token: many letters and digits without a separator, also after a prefix; or a UUID. */
    private static final Pattern TOKEN =
            Pattern.compile("[/._-](?=[^/._-]*[0-9])(?=[^/._-]*[A-Za-z])[A-Za-z0-9~%+=]{16,}(?=[/._-]|$)"
                    + "|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private static final Pattern SHA256_LINE = Pattern.compile("([0-9a-f]{64}) [ *]\\./(\\S+)");
    private static final Pattern REPO_FIELD = Pattern.compile("Repo-(id|baseurl|metalink|mirrors) *: (\\S+)( .*)?");
    private static final Pattern ZYPPER_REPO = Pattern.compile("<repo ([^<>]*)>\\s*<url>([^<>\\s]*)</url>\\s*</repo>");

    /** A metalink names the digest of the newest metadata before those of older ones. */
    private static final Pattern METALINK = Pattern.compile(
            "<file name=\"repomd\\.xml\">(?:(?!</verification>).)*?<hash type=\"sha256\">([0-9a-f]{64})</hash>",
            Pattern.DOTALL);

    /** Checks the addresses. */
    public RepositoryMetadata {
        addresses = List.copyOf(addresses);
        for (String address : addresses) {
            // URI.create refuses what the pattern lets through, such as a bracket that is not closed.
            if (!ADDRESS.matcher(address).matches()
                    || URI.create(address).getHost() == null
                    || TOKEN.matcher(address).find()) {
                throw new IllegalArgumentException("an address of a repository is not public");
            }
        }
        if (addresses.isEmpty() || label(addresses).length() > MAX_LABEL) {
            throw new IllegalArgumentException("there are no addresses of repositories, or too many");
        }
    }

    /** {@return the digest of several files, in any order} */
    public static Digest digest(Collection<Digest> files) {
        String text = new TreeSet<>(files.stream().map(Digest::toString).toList())
                .stream().collect(Collectors.joining("\n"));
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return the digest of a file of metadata as the script computes it; none if the file has no digest}
     *
     * @param address the address of the file
     */
    public static Optional<Digest> digest(String address, byte[] content) {
        if (address.endsWith("Release")) {
            String lists = new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .dropWhile(line -> !line.startsWith("SHA256:"))
                    .skip(1)
                    .takeWhile(line -> line.startsWith(" "))
                    .collect(Collectors.joining("\n", "", "\n"));
            return lists.isBlank()
                    ? Optional.empty()
                    : Optional.of(Digest.sha256(lists.getBytes(StandardCharsets.UTF_8)));
        }
        if (!address.contains("?")) {
            return Optional.of(Digest.sha256(content));
        }
        Matcher found = METALINK.matcher(new String(content, StandardCharsets.UTF_8));
        return found.find() ? Optional.of(Digest.parse("sha256:" + found.group(1))) : Optional.empty();
    }

    /**
     * {@return the metadata, if a build container has no pending updates and each of its repositories has a public address} It is
     * what the command of {@link UpdateQuery} printed there.
     */
    public static Optional<RepositoryMetadata> read(List<String> lines) {
        try {
            QueryOutput output = QueryOutput.parse(lines);
            if (!UpdateQuery.read(output).isEmpty()) {
                return Optional.empty();
            }
            Map<String, Digest> files = files(output);
            Set<String> addresses = new LinkedHashSet<>(addresses(UpdateQuery.format(output), output, files));
            return addresses.size() == files.size()
                    ? Optional.of(new RepositoryMetadata(digest(files.values()), List.copyOf(addresses)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the metadata in labels of an image, which may come from anywhere}
     *
     * @param digest the label {@code fdo.metadata_digest}
     * @param addresses the label {@code fdo.metadata_urls}
     */
    public static Optional<RepositoryMetadata> ofLabels(Optional<String> digest, Optional<String> addresses) {
        try {
            return digest.flatMap(text ->
                    addresses.map(list -> new RepositoryMetadata(Digest.parse(text), List.of(list.split(",")))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the addresses, separated by commas, which no address has} */
    public String label() {
        return label(addresses);
    }

    private static String label(List<String> addresses) {
        return String.join(",", addresses);
    }

    /** The digests of the files of metadata, by their names. */
    private static Map<String, Digest> files(QueryOutput output) {
        Map<String, Digest> files = new LinkedHashMap<>();
        for (String line : output.lines("metadata")) {
            Matcher found = SHA256_LINE.matcher(line);
            if (!found.matches()) {
                throw new IllegalArgumentException("a line is not a digest");
            }
            files.put(found.group(2), Digest.parse("sha256:" + found.group(1)));
        }
        return files;
    }

    private static List<String> addresses(UpdateFormat format, QueryOutput output, Map<String, Digest> files) {
        Stream<String> lines = output.lines("repositories").stream();
        return switch (format) {
            case APT -> lines.map(base -> ofApt(base, files.keySet())).toList();
            case DNF -> ofDnf(output.lines("repositories"));
            case ZYPPER -> ofZypper(String.join("\n", output.lines("repositories")), files.keySet());
            case APK -> {
                String architecture = String.join("", output.lines("architecture"));
                yield lines.filter(line -> !line.startsWith("#"))
                        .map(line -> below(line.replaceFirst("^@\\S+ +", ""), architecture + "/APKINDEX.tar.gz"))
                        .toList();
            }
            case PACMAN ->
                lines.map(line -> line.split(" ", 2))
                        .map(fields -> below(fields.length < 2 ? "" : fields[1], fields[0] + ".db"))
                        .toList();
        };
    }

    private static String below(String address, String path) {
        return address.strip().replaceFirst("/+$", "") + "/" + path;
    }

    /** apt replaces the characters of an address in the name of a file. */
    private static String ofApt(String base, Set<String> files) {
        String prefix = base.replaceFirst("^[a-z+]+://", "").replace("_", "%5f").replace('/', '_');
        return Stream.of("InRelease", "Release")
                .filter(name -> files.contains(prefix + name))
                .findFirst()
                .map(name -> base + name)
                .orElseThrow(() -> new IllegalArgumentException("a repository has no file with a digest"));
    }

    /** A metalink has the digest of the metadata. A list of mirrors is not enough, because a mirror may be late. */
    private static List<String> ofDnf(List<String> lines) {
        List<Map<String, String>> repositories = new ArrayList<>();
        for (String line : lines) {
            Matcher field = REPO_FIELD.matcher(line);
            if (field.matches()) {
                if (field.group(1).equals("id") || repositories.isEmpty()) {
                    repositories.add(new HashMap<>());
                }
                repositories.get(repositories.size() - 1).putIfAbsent(field.group(1), field.group(2));
            }
        }
        return repositories.stream().map(RepositoryMetadata::ofDnf).toList();
    }

    private static String ofDnf(Map<String, String> repository) {
        if (repository.containsKey("metalink")) {
            return repository.get("metalink");
        }
        if (repository.containsKey("mirrors") || !repository.containsKey("baseurl")) {
            throw new IllegalArgumentException("a repository has no address of its own");
        }
        return below(repository.get("baseurl"), "repodata/repomd.xml");
    }

    private static List<String> ofZypper(String xml, Set<String> files) {
        List<String> addresses = new ArrayList<>();
        Matcher found = ZYPPER_REPO.matcher(xml);
        while (found.find()) {
            Map<String, String> repository = UpdateFormat.attributes(found.group(1));
            if ("1".equals(repository.get("enabled"))) {
                String file = repository.get("alias") + "/repodata/repomd.xml";
                if (!files.contains(file)) {
                    throw new IllegalArgumentException("a repository has no file with a digest");
                }
                addresses.add(below(found.group(2), "repodata/repomd.xml"));
            }
        }
        return addresses;
    }
}
