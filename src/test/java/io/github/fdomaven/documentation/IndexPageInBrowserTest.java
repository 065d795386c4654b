package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.downstream.Dependents;
import io.github.fdomaven.report.PageReport;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.report.page.PageResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page {@code index.html} in a browser. */
@Tag("site")
class IndexPageInBrowserTest {

    private static final Path SCREENSHOTS = Path.of("target/page-screenshots");
    private static final int DESKTOP = 1280;
    private static final int PHONE = 360;

    /** Lists the texts whose contrast to their background is less than 4.5, as WCAG AA wants it. */
    private static final String WEAK_TEXTS = """
            (() => {
              const numbers = color => color.match(/[\\d.]+/g).map(Number);
              const light = color => numbers(color).slice(0, 3).map(part => part / 255)
                .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = element => {
                const box = element.parentElement && element.closest('.node') ? element.closest('.node').querySelector('.box') : null;
                if (box) return getComputedStyle(box).fill;
                for (let one = element; one; one = one.parentElement) {
                  const color = getComputedStyle(one).backgroundColor;
                  if (numbers(color)[3] !== 0) return color;
                }
                return 'rgb(255, 255, 255)';
              };
              const texts = [...document.body.querySelectorAll('*')].filter(element =>
                [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && element.checkVisibility());
              return texts.map(element => {
                const style = getComputedStyle(element);
                const [a, b] = [light(element.closest('svg') ? style.fill : style.color), light(behind(element))].sort((x, y) => y - x);
                return [(a + 0.05) / (b + 0.05), element.outerHTML.slice(0, 100)];
              }).filter(([contrast]) => contrast < 4.5).map(String);
            })()""";

    /** Types into a field, and waits for the number that the page shows. */
    private static final String SEARCH = """
            new Promise(done => {
              const field = document.querySelector('%1$s');
              new MutationObserver(() => done(field.closest('.search').querySelector('output').textContent))
                .observe(field.closest('.search').querySelector('output'), {childList: true});
              field.value = '%2$s';
              field.dispatchEvent(new Event('input'));
            })""";

    @TempDir
    private static Path profile;

    @TempDir
    private Path directory;

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

    @BeforeEach
    void reset() throws IOException, InterruptedException {
        browser.resize(DESKTOP);
        browser.prefer("light");
    }

    /** The log has violations of the content security policy too. */
    @AfterEach
    void logsNothing() throws IOException, InterruptedException {
        assertThat(browser.log()).isEmpty();
        assertThat(browser.evaluate("performance.getEntriesByType('resource').length")
                        .asInt())
                .isZero();
    }

    private void open(List<ImageResult> results) throws IOException, InterruptedException {
        PageReport page = new Reports(directory, text -> text).page(problem -> {
            throw problem;
        });
        page.images("group-base", results);
        page.pokes(List.of(Dependents.poked("group/app", 4712)));
        browser.open(directory.resolve("index.html").toUri());
    }

    private static String text(String expression) throws IOException, InterruptedException {
        return browser.evaluate(expression).asText();
    }

    private static int count(String selector) throws IOException, InterruptedException {
        return browser.evaluate(
                        "[...document.querySelectorAll(\"" + selector + "\")].filter(e => e.checkVisibility()).length")
                .asInt();
    }

    @Test
    void showsImagesPackagesAndPokes() throws IOException, InterruptedException {
        open(PageResults.results());

        assertThat(text("document.title")).isEqualTo("Images of group-base");
        assertThat(text("document.querySelector('.counts').innerText")).contains("2 FAILED", "4 BUILT", "1 SKIPPED");
        assertThat(count("#graph a.node")).isEqualTo(7);
        assertThat(count("#times tbody tr")).isEqualTo(7);
        assertThat(count("details.image")).isEqualTo(7);
        assertThat(text("document.querySelector('#failures').innerText")).contains("maven", "The step exec failed");
        assertThat(text("document.querySelector('#pokes').innerText")).contains("group/app", "Pipeline 4712");
        assertThat(text("document.querySelector('#image-1 .list tbody tr').textContent"))
                .contains("git1:2.39.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void isReadable(String colors) throws IOException, InterruptedException {
        browser.prefer(colors);
        open(PageResults.results());
        browser.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
        for (int width : new int[] {DESKTOP, PHONE}) {
            browser.resize(width);
            browser.screenshot(SCREENSHOTS.resolve(colors + "-" + width + ".png"));

            assertThat(width()).isLessThanOrEqualTo(width);
        }
        assertThat(browser.evaluate(WEAK_TEXTS)).isEmpty();
    }

    private static int width() throws IOException, InterruptedException {
        return browser.evaluate("document.documentElement.scrollWidth").asInt();
    }

    @Test
    void findsImagesByTheirNamesAndPackages() throws IOException, InterruptedException {
        open(PageResults.results());

        assertThat(text(SEARCH.formatted("#search", "java"))).isEqualTo("1 of 7");
        assertThat(count("details.image")).isOne();
        assertThat(text(SEARCH.formatted("#search", "OpenSSL"))).isEqualTo("5 of 7");
        assertThat(text("document.querySelector('details.image[open] .list tr:not([hidden]) td').innerText"))
                .isEqualTo("openssl");
        assertThat(text(SEARCH.formatted("#search", ""))).isEmpty();
        assertThat(count("details.image")).isEqualTo(7);
    }

    @Test
    void findsPackagesOfAnImage() throws IOException, InterruptedException {
        open(PageResults.results());
        browser.evaluate("document.querySelector('#image-1').closest('details').open = true");
        browser.evaluate("document.querySelector('#image-1 .inner-part:has(input)').open = true");

        assertThat(text(SEARCH.formatted("#image-1 input", "git"))).isEqualTo("1 of 214");
        assertThat(text("document.querySelector('#image-1 .list tbody').innerText"))
                .contains("git", "1:2.39.5");
        assertThat(count("#image-1 .list tbody tr")).isOne();
    }

    @Test
    void copiesADigest() throws IOException, InterruptedException {
        open(PageResults.results());
        browser.evaluate("document.querySelector('#image-1').closest('details').open = true");

        String answer = text("""
                new Promise(done => {
                  const button = document.querySelector("#image-1 button[aria-label='Copy digest']");
                  new MutationObserver(() => done(button.textContent)).observe(button, {childList: true});
                  button.click();
                })""");
        assertThat(answer).isIn("Copied", "Selected");
        assertThat(text("document.querySelector(\"#image-1 [data-copy='digest']\").textContent"))
                .matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void opensTheImageOfALink() throws IOException, InterruptedException {
        open(PageResults.results());
        assertThat(count("#image-1")).isZero();

        browser.evaluate("document.querySelector(\"a.node[href='#image-1']\")"
                + ".dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))");
        assertThat(count("#image-1")).isOne();
    }

    @Test
    void isReadableWithoutScript() throws IOException, InterruptedException {
        open(PageResults.results());
        Path page = directory.resolve("index.html");
        Files.writeString(page, Files.readString(page).replaceAll("(?s)<script>.*</script>", ""));
        browser.open(page.toUri());

        assertThat(count("input, button")).isZero();
        assertThat(browser.evaluate("document.querySelectorAll('#image-1 .list tbody tr').length")
                        .asInt())
                .isEqualTo(214);
        browser.evaluate("document.querySelector('details.image:not([open]) summary').click()");
        browser.evaluate("document.querySelector('#image-1 .inner-part:has(input) summary').click()");
        assertThat(count("#image-1 .list tbody tr")).isEqualTo(214);
    }

    @Test
    void showsManyImages() throws IOException, InterruptedException {
        open(PageResults.many(300));
        browser.screenshot(SCREENSHOTS.resolve("many.png"));

        assertThat(count("#graph a.node")).isEqualTo(300);
        assertThat(text(SEARCH.formatted("#search", "image-299"))).isEqualTo("1 of 300");
    }

    @Test
    void showsHostileTextAsText() throws IOException, InterruptedException {
        open(List.of(PageResults.hostile(PageResults.HOSTILE)));

        assertThat(count("img, [onmouseover], [onerror]")).isZero();
        assertThat(text("document.querySelector('h3').textContent"))
                .startsWith("</script></style></title>-->")
                .contains("\\u{202e}evil");
        for (int width : new int[] {DESKTOP, PHONE}) {
            browser.resize(width);
            browser.screenshot(SCREENSHOTS.resolve("hostile-" + width + ".png"));

            assertThat(width()).isLessThanOrEqualTo(width);
        }
    }

    @Test
    void hasNamesForAScreenReader() throws IOException, InterruptedException {
        open(PageResults.results());

        assertThat(text("document.documentElement.lang")).isEqualTo("en");
        assertThat(text("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => h.tagName[1]).join('')"))
                .matches("12+(3+4*)+(2+)?");
        assertThat(count("table:not(:has(caption)):not([aria-label])")).isZero();
        assertThat(browser.evaluate("[...document.querySelectorAll('input')].filter(field => !field.labels.length)"))
                .isEmpty();
        assertThat(browser.evaluate("[...document.querySelectorAll('[tabindex]')].filter(part => part.tabIndex > 0)"))
                .isEmpty();
    }
}
