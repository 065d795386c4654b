package io.github.fdomaven.convert;

import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.Items;
import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.convert.YamlValue.Nothing;
import io.github.fdomaven.convert.YamlValue.Text;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a {@code .gitlab-ci.yml} with the files that it includes. Only files of the project are read: there are no requests,
 * and no path leads out of the project.
 */
final class ConfigReader {

    /** GitLab's own limit. */
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    /** GitLab's own limit. */
    private static final int MAX_FILES = 150;

    private static final Pattern TEMPLATES_PROJECT = Pattern.compile("(?:.*/)?[\\w.-]*ci-templates");
    private static final Pattern TEMPLATES_URL = Pattern.compile("https?://.*/[\\w.-]*ci-templates/.*");

    private final Path root;
    private final Merger merger;
    private final Consumer<Note> notes;

    /** The files whose includes are being read. */
    private final Deque<Path> open = new ArrayDeque<>();

    private int files;

    /** Creates a reader for a project, whose directory is given. */
    ConfigReader(Path root, Merger merger, Consumer<Note> notes) {
        this.root = root;
        this.merger = merger;
        this.notes = notes;
    }

    /**
     * Reads a file and everything that it includes.
     *
     * @throws FixableException if the file cannot be read, or is not a mapping
     */
    Fields read(Path file) {
        if (open.contains(file)) {
            throw new FixableException(name(file) + " includes itself: "
                    + open.stream().map(this::name).collect(Collectors.joining(" ← "))
                    + ". Remove one of the includes.");
        }
        if (++files > MAX_FILES) {
            throw new FixableException("There are more than " + MAX_FILES + " included files. Nothing was converted.");
        }
        open.push(file);
        Fields own = mapping(file);
        Fields included = new Fields(Map.of(), own.location());
        for (YamlValue include : own.get("include").map(ConfigReader::list).orElse(List.of())) {
            for (Path path : paths(include)) {
                included = merger.merge(included, read(path));
            }
        }
        open.pop();
        return merger.merge(included, own.without("include"));
    }

    private static List<YamlValue> list(YamlValue value) {
        return value instanceof Items items ? items.items() : List.of(value);
    }

    private String name(Path file) {
        return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    }

    private Fields mapping(Path file) {
        List<YamlValue> documents = YamlReader.read(text(file), name(file), notes);
        YamlValue last =
                documents.isEmpty() ? new Nothing(new Location(name(file), 1)) : documents.get(documents.size() - 1);
        if (!(last instanceof Fields fields)) {
            throw new FixableException(name(file) + " is not a mapping of jobs. Name the file of the pipeline by "
                    + "-Dfdo.convert.file.");
        }
        if (documents.size() > 1) {
            notes.accept(new Note(
                    documents.get(0).location(),
                    "The header 'spec' has inputs. They are not replaced: write their values into the configuration."));
        }
        return fields;
    }

    private String text(Path file) {
        try (InputStream content = content(file)) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FixableException("Could not read " + name(file) + ": GitLab reads at most " + MAX_BYTES
                        + " bytes of a file, and it has more. Is it the file of a pipeline?");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new FixableException(
                    "There is no file " + file + " to convert. Name the file of the pipeline by -Dfdo.convert.file.",
                    e);
        } catch (CharacterCodingException e) {
            throw new FixableException("Could not read " + name(file) + ": it is not encoded in UTF-8.", e);
        } catch (IOException e) {
            throw new FixableException("Could not read " + file + ": " + OneLine.of(e) + ".", e);
        }
    }

    /** Opens a file of the project. A device has no end, and a pipe waits for its writer. */
    private InputStream content(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FixableException("Could not read " + file + ": it is not a regular file. Name the file of the"
                    + " pipeline by -Dfdo.convert.file.");
        }
        if (Files.exists(file) && !file.toRealPath().startsWith(root.toRealPath())) {
            throw new FixableException("Could not read " + file + ": it is a link to a file outside of " + root
                    + ". Name that file by -Dfdo.convert.file.");
        }
        return Files.newInputStream(file);
    }

    /** The files of one entry of {@code include}. If it is not in the project, there is a note, and no file. */
    private List<Path> paths(YamlValue include) {
        if (include instanceof Text text) {
            return text.text().startsWith("http") ? remote(text) : local(text);
        }
        if (include instanceof Fields fields) {
            if (fields.get("local").orElse(null) instanceof Text local) {
                if (fields.get("rules").isPresent()) {
                    notes.accept(new Note(
                            local.location(),
                            "The include of " + local.text()
                                    + " has rules. Its jobs are converted regardless of them."));
                }
                return local(local);
            }
            if (fields.get("remote").orElse(null) instanceof Text remote) {
                return remote(remote);
            }
            if (fields.get("project").orElse(null) instanceof Text project
                    && TEMPLATES_PROJECT.matcher(project.text()).matches()) {
                return List.of();
            }
        }
        return notRead(include, "only local files are read");
    }

    private List<Path> remote(Text url) {
        return TEMPLATES_URL.matcher(url.text()).matches() ? List.of() : notRead(url, "only local files are read");
    }

    private List<Path> notRead(YamlValue include, String reason) {
        String name = include instanceof Fields fields
                ? fields.fields().entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Text)
                        .map(entry -> entry.getKey() + " " + ((Text) entry.getValue()).text())
                        .collect(Collectors.joining(", "))
                : YamlValue.texts(include).stream().map(Text::text).collect(Collectors.joining());
        notes.accept(new Note(
                include.location(),
                "The include (" + name + ") was not read, because " + reason
                        + ". Its jobs and variables are missing here."));
        return List.of();
    }

    private List<Path> local(Text written) {
        String path = written.text().replaceFirst("^/+", "");
        if (path.contains("$")) {
            return notRead(written, "its path has a variable");
        }
        try {
            List<Path> found = path.contains("*") ? matching(path) : List.of(root.resolve(path));
            Path realRoot = root.toRealPath();
            for (Path file : found) {
                if (!Files.isRegularFile(file)) {
                    return notRead(written, "the project has no such file");
                }
                if (!file.toRealPath().startsWith(realRoot)) {
                    return notRead(written, "it is outside of the project");
                }
            }
            return found.isEmpty()
                    ? notRead(written, "no file matches")
                    : found.stream().map(Path::normalize).toList();
        } catch (IOException | IllegalArgumentException e) {
            return notRead(written, "it is not the path of a readable file: " + OneLine.of(e));
        }
    }

    /** In GitLab's patterns, {@code **} stands for any characters, and {@code *} for any characters except a slash. */
    private List<Path> matching(String pattern) throws IOException {
        String expression = Stream.of(pattern.split("(?<=\\*\\*)|(?=\\*\\*)"))
                .map(part -> part.equals("**") ? ".*" : quoted(part))
                .collect(Collectors.joining());
        Pattern compiled = Pattern.compile(expression);
        String fixed =
                pattern.substring(0, pattern.substring(0, pattern.indexOf('*')).lastIndexOf('/') + 1);
        Path start = root.resolve(fixed).normalize();
        if (!start.startsWith(root) || !Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(start)) {
            return found.filter(Files::isRegularFile)
                    .filter(file ->
                            compiled.matcher(name(file).replace('\\', '/')).matches())
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        }
    }

    private static String quoted(String part) {
        return Stream.of(part.split("(?<=\\*)|(?=\\*)"))
                .map(piece -> piece.equals("*") ? "[^/]*" : Pattern.quote(piece))
                .collect(Collectors.joining());
    }
}
