package io.github.fdomaven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules for sources. They rely on the format that Spotless enforces. */
enum SourceRule {
    SIMPLE_NAMES_ARE_UNIQUE {
        @Override
        List<String> violations(List<Source> sources) {
            Map<String, List<Path>> paths = new TreeMap<>();
            sources.stream()
                    .filter(source -> !source.isPackageInfo())
                    .forEach(source -> paths.computeIfAbsent(source.fileName(), name -> new ArrayList<>())
                            .add(source.path()));
            return paths.values().stream()
                    .filter(files -> files.size() > 1)
                    .map(Object::toString)
                    .toList();
        }
    },
    /** The constants of an enum do not count: a list of settings is one list, however long it is. */
    CLASSES_HAVE_AT_MOST_300_LINES {
        @Override
        List<String> violations(List<Source> sources) {
            return sources.stream()
                    .filter(source -> source.lines().size() - constants(source.lines()) > 300)
                    .map(source -> source.path() + " has " + source.lines().size() + " lines")
                    .toList();
        }

        /** {@return how many lines the constants of an enum have: those up to the first semicolon after its header} */
        private int constants(List<String> lines) {
            int header = IntStream.range(0, lines.size())
                    .filter(line -> lines.get(line).startsWith("public enum "))
                    .findFirst()
                    .orElse(lines.size());
            return (int) lines.stream()
                    .skip(header)
                    .takeWhile(line -> !line.endsWith(";"))
                    .count();
        }
    },
    METHODS_HAVE_AT_MOST_40_LINES {
        @Override
        List<String> violations(List<Source> sources) {
            return sources.stream().flatMap(SourceRule::longMethods).toList();
        }
    },
    PACKAGES_ARE_DOCUMENTED {
        @Override
        List<String> violations(List<Source> sources) {
            List<String> documented = sources.stream()
                    .filter(Source::isPackageInfo)
                    .filter(source -> source.lines().get(0).startsWith("/**"))
                    .map(Source::packageName)
                    .toList();
            return sources.stream()
                    .map(Source::packageName)
                    .distinct()
                    .filter(name -> !documented.contains(name))
                    .map(name -> name + " has no package-info.java with a comment")
                    .toList();
        }
    },
    PUBLIC_TYPES_ARE_DOCUMENTED {
        @Override
        List<String> violations(List<Source> sources) {
            return sources.stream()
                    .filter(source -> !source.hasDocumentedType())
                    .map(source -> source.path() + " has a public type without a comment")
                    .toList();
        }
    },
    NOTHING_IS_MARKED_AS_TODO {
        @Override
        List<String> violations(List<Source> sources) {
            return sources.stream()
                    .filter(source -> source.lines().stream().anyMatch(MARK.asPredicate()))
                    .map(source -> source.path().toString())
                    .toList();
        }
    };

    private static final int MAX_METHOD_LINES = 40;

    /** Written in parts, so that this file does not contain the marks. */
    private static final Pattern MARK = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    private static final Pattern TYPE =
            Pattern.compile("^\\s*((public|protected|private|static|abstract|final|sealed|non-sealed) )*"
                    + "(class|interface|record|enum|@interface) .*");

    /** {@return a description of each violation} */
    abstract List<String> violations(List<Source> sources);

    /** {@return a description of each violation in the sources below some directories} */
    List<String> violations(Path... directories) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path directory : directories) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    sources.add(new Source(directory.relativize(file), Files.readAllLines(file)));
                }
            }
        }
        return violations(sources);
    }

    private static Stream<String> longMethods(Source source) {
        List<String> lines = source.lines();
        return IntStream.range(0, lines.size())
                .filter(end -> lines.get(end).strip().equals("}"))
                .mapToObj(end -> {
                    int start = start(lines, end);
                    boolean isType = TYPE.matcher(lines.get(start)).matches();
                    int length = end - start + 1;
                    return length > MAX_METHOD_LINES && !isType
                            ? source.path() + ":" + (start + 1) + " has a method or block of " + length + " lines"
                            : "";
                })
                .filter(violation -> !violation.isEmpty());
    }

    /** {@return the first line of the block that ends with a brace: the nearest one with the same indentation} */
    private static int start(List<String> lines, int end) {
        int indentation = indentation(lines.get(end));
        for (int i = end - 1; i > 0; i--) {
            String line = lines.get(i);
            if (!line.isBlank()
                    && indentation(line) <= indentation
                    && !line.strip().startsWith(")")) {
                return i;
            }
        }
        return 0;
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** A source file. Its path is relative to the source directory. */
    record Source(Path path, List<String> lines) {

        String fileName() {
            return path.getFileName().toString();
        }

        boolean isPackageInfo() {
            return fileName().equals("package-info.java");
        }

        String packageName() {
            return path.getParent().toString().replace('/', '.');
        }

        /** {@return whether the type has a comment; only public types need one} */
        boolean hasDocumentedType() {
            int type = IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).startsWith("public ")
                            && TYPE.matcher(lines.get(i)).matches())
                    .findFirst()
                    .orElse(-1);
            if (type < 0) {
                return true;
            }
            int before = type - 1;
            while (before > 0 && lines.get(before).matches("(@|    |\\)).*")) {
                before--;
            }
            return before >= 0 && lines.get(before).endsWith("*/");
        }
    }
}
