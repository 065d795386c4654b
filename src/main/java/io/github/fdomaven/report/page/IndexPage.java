package io.github.fdomaven.report.page;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.CheckedPackages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The page {@code index.html}. Each goal replaces its own parts of the page, and keeps the parts of other goals.
 *
 * <p>The parts are between comments. Text from outside cannot have such a comment, because it is escaped.
 */
public final class IndexPage {

    private enum Part {
        TITLE("<title>Container images</title>\n"),
        SUMMARY("<h1>Container images</h1>\n"),
        IMAGES(""),
        BASES(""),
        UPDATES(""),
        POKES("");

        /** What the page has until a goal replaces it. */
        private final String otherwise;

        Part(String otherwise) {
            this.otherwise = otherwise;
        }

        private String begin() {
            return "<!--begin " + name() + "-->\n";
        }

        private String end() {
            return "<!--end " + name() + "-->\n";
        }
    }

    private static final String NAVIGATION = """
            <nav aria-label="Page">
            <a class="maybe" href="#graph">Graph</a>
            <a class="maybe" href="#times">Timeline</a>
            <a class="maybe" href="#images">Images</a>
            <a class="maybe" href="#bases">Base images</a>
            <a class="maybe" href="#updates">Updates</a>
            <a class="maybe" href="#pokes">Pokes</a>
            </nav>
            """;

    private final UnaryOperator<String> redact;
    private final String style = resource("page.css");
    private final String script = resource("page.js");
    private final Map<Part, String> parts = new EnumMap<>(Part.class);

    /**
     * Creates a page.
     *
     * @param redact masks secrets
     * @param existing the page as it is now; a page of another version of the plugin is not kept
     */
    public IndexPage(UnaryOperator<String> redact, Optional<String> existing) {
        this.redact = redact;
        boolean isSame = existing.isPresent() && existing.get().startsWith(head());
        for (Part part : Part.values()) {
            parts.put(part, isSame ? part(part, existing.get()) : part.otherwise);
        }
    }

    private static String part(Part part, String page) {
        int begin = page.indexOf(part.begin());
        int end = page.indexOf(part.end());
        return begin < 0 || end < begin
                ? part.otherwise
                : page.substring(begin + part.begin().length(), end);
    }

    /**
     * Puts the results of build-image into the page.
     *
     * @param module the name of the module
     * @param results the results; at least one
     */
    public void images(String module, List<ImageResult> results) {
        Html title = new Html(redact);
        Html summary = new Html(redact);
        Html images = new Html(redact);
        title.add("<title>Images of ").text(module).add("</title>\n");
        new ImageList(results, summary).summary(module);
        new ImageList(results, images).write();
        parts.put(Part.TITLE, title.toString());
        parts.put(Part.SUMMARY, summary.toString());
        parts.put(Part.IMAGES, images.toString());
    }

    /** Puts the results of check-base into the page. */
    public void bases(List<CheckedBase> bases) {
        Html html = new Html(redact);
        new GoalTables(html).bases(bases);
        parts.put(Part.BASES, html.toString());
    }

    /** Puts the results of check-packages into the page. */
    public void updates(List<CheckedPackages> checked) {
        Html html = new Html(redact);
        new GoalTables(html).updates(checked);
        parts.put(Part.UPDATES, html.toString());
    }

    /** Puts the results of poke-dependents into the page. */
    public void pokes(List<Poke> pokes) {
        Html html = new Html(redact);
        new GoalTables(html).pokes(pokes);
        parts.put(Part.POKES, html.toString());
    }

    /** {@return the page} */
    public String text() {
        StringBuilder page = new StringBuilder(head());
        add(page, Part.TITLE);
        page.append("</head>\n<body>\n<a class=\"skip\" href=\"#images\">Skip to the images</a>\n<header>\n");
        add(page, Part.SUMMARY);
        page.append(NAVIGATION).append("</header>\n<main>\n");
        add(page, Part.IMAGES);
        add(page, Part.BASES);
        add(page, Part.UPDATES);
        add(page, Part.POKES);
        page.append(
                        "</main>\n<footer>fdo-maven-plugin wrote this page. The files <code>*.json</code> beside it have the same data")
                .append(" for scripts.</footer>\n<script>")
                .append(script)
                .append("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private void add(StringBuilder page, Part part) {
        page.append(part.begin()).append(parts.get(part)).append(part.end());
    }

    /** The part of the page that is the same for all projects. */
    private String head() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%STYLE'; script-src '%SCRIPT'; img-src data:; base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <link rel="icon" href="data:,">
                """.replace("%STYLE", hash(style)).replace("%SCRIPT", hash(script)) + "<style>" + style + "</style>\n";
    }

    /** Returns the hash by which the policy of the page allows a style or a script. */
    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream file = IndexPage.class.getResourceAsStream(name)) {
            return "\n" + new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
