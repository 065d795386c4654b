package io.github.fdomaven.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page that users read, in Markdown.
 *
 * @param path the path of the file
 * @param lines its lines
 */
public record DocumentationPage(Path path, List<String> lines) {

    private static final Path SITE = Path.of("src/site/markdown");
    private static final String FENCE = "```";

    /** A block of code on a page: the number of its first line, and its language. */
    public record Snippet(DocumentationPage page, int line, String language, String text) {

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** {@return the README and the pages of the site} */
    public static List<DocumentationPage> all() {
        try (Stream<Path> pages = Files.list(SITE)) {
            return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
                    .map(DocumentationPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DocumentationPage ofSite(String name) {
        return read(SITE.resolve(name));
    }

    /** {@return a tested POM with the coordinates of the plugin, as the invoker filters it} */
    static String filtered(String pom) {
        try {
            String own = Files.readString(Path.of("pom.xml"));
            String version =
                    own.replaceFirst("(?s).*?<artifactId>fdo-maven-plugin</artifactId>\\s*<version>([^<]+)<.*", "$1");
            return pom.replace("@project.groupId@", "io.github.fdomaven")
                    .replace("@project.artifactId@", "fdo-maven-plugin")
                    .replace("@project.version@", version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocumentationPage read(Path path) {
        try {
            return new DocumentationPage(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the snippets of all pages in a language} */
    public static Stream<Snippet> snippets(String language) {
        return all().stream()
                .flatMap(page -> page.snippets().stream())
                .filter(snippet -> snippet.language().equals(language));
    }

    /** {@return the blocks of code; the language is empty if the page names none} */
    public List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).strip().startsWith(FENCE)) {
                continue;
            }
            if (begin < 0) {
                begin = i;
            } else {
                String language = lines.get(begin).strip().substring(FENCE.length());
                String text = String.join("\n", lines.subList(begin + 1, i)) + "\n";
                snippets.add(new Snippet(this, begin + 2, language, text.stripIndent()));
                begin = -1;
            }
        }
        return snippets;
    }

    /** {@return the text of the page, with its code} */
    public String text() {
        return lines.stream().collect(Collectors.joining("\n"));
    }

    /** {@return the lines outside of the blocks of code} */
    String prose() {
        String code = "(?ms)^\\s*" + FENCE + ".*?^\\s*" + FENCE + "$";
        return text().replaceAll(code, "");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
