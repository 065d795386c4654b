package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that {@code mvn site} has written, read as files and in a browser. */
@Tag("site")
class SiteTest {

    private static final Path SITE = Path.of("target/site").toAbsolutePath();
    private static final Path SCREENSHOTS = Path.of("target/site-screenshots");
    private static final int DESKTOP = 1280;
    private static final int PHONE = 390;

    private static final Pattern LINK = Pattern.compile("\\b(?:href|src)=\"([^\"]+)\"");

    @TempDir
    private static Path profile;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        Files.createDirectories(SCREENSHOTS);
        browser = Browser.start(profile);
    }

    @AfterAll
    static void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(SITE)) {
            return files.map(SITE::relativize)
                    .filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> goals() throws IOException {
        return pages().stream()
                .filter(page -> page.toString().endsWith("-mojo.html"))
                .filter(page -> !page.toString().equals("help-mojo.html"))
                .toList();
    }

    static Stream<DocumentationPage> sources() {
        return DocumentationPage.all().stream().filter(page -> !page.path().endsWith("README.md"));
    }

    private static String html(Path page) throws IOException {
        return Files.readString(SITE.resolve(page));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void hasAPageForEachSourceInItsMenu(DocumentationPage source) throws IOException, InterruptedException {
        String name = source.path().getFileName().toString().replace(".md", ".html");
        assertThat(SITE.resolve(name)).exists();
        browser.open(SITE.resolve(name).toUri());

        assertThat(browser.evaluate("document.querySelector('#bodyColumn h1').innerText")
                        .asText())
                .isEqualTo(source.lines().get(0).replaceFirst("^# ", ""));
        assertThat(browser.evaluate("document.querySelectorAll('#bodyColumn pre').length")
                        .asInt())
                .isEqualTo(source.snippets().size());
        if (!name.equals("index.html")) {
            assertThat(html(Path.of("index.html"))).contains("<li><a href=\"" + name + "\">");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsContentOnADesktopAndOnAPhone(Path page) throws IOException, InterruptedException {
        browser.open(SITE.resolve(page).toUri());
        for (int width : new int[] {DESKTOP, PHONE}) {
            browser.resize(width);
            browser.screenshot(SCREENSHOTS.resolve(page.toString().replace(".html", "-" + width + ".png")));

            assertThat(browser.evaluate("document.title").asText()).contains("fdo-maven-plugin");
            assertThat(browser.evaluate("document.querySelector('#bodyColumn').innerText")
                            .asText())
                    .hasSizeGreaterThan(200);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as("the page fits into a window of %s pixels", width)
                    .isLessThanOrEqualTo(width);
            assertThat(browser.evaluate("performance.getEntriesByType('resource').map(r => r.name)"
                                    + ".filter(name => !name.startsWith('file:')).join()")
                            .asText())
                    .as("resources of the network")
                    .isEmpty();
            assertThat(browser.log()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("goals")
    void showsTheParametersOfAGoalInTheWholeWidthOfAPhone(Path goal) throws IOException, InterruptedException {
        browser.open(SITE.resolve(goal).toUri());
        browser.resize(PHONE);

        assertThat(browser.evaluate(
                                "Math.min(...Array.from(document.querySelectorAll('#Optional_Parameters ~ table td:last-child'),"
                                        + " cell => cell.offsetWidth))")
                        .asInt())
                .isBetween(PHONE * 4 / 5, PHONE);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToPagesAndAnchorsThatExist(Path page) throws IOException {
        for (MatchResult link : LINK.matcher(html(page)).results().toList()) {
            String target = link.group(1).replace("&amp;", "&");
            if (target.matches("[a-z]+:.*")) {
                assertThatCode(() -> URI.create(target)).doesNotThrowAnyException();
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(SITE.resolve(file)).as(target).exists();
            if (parts.length > 1 && !parts[1].isEmpty()) {
                assertThat(html(file)).as(target).containsPattern("\\b(id|name)=\"" + Pattern.quote(parts[1]) + "\"");
            }
        }
    }
}
