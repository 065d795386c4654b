package io.github.fdomaven.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.downstream.Dependents;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.CheckedPackages;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.inspection.Inspected;
import io.github.fdomaven.inspection.PackageState;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.packages.PendingUpdate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class IndexPageTest {

    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private static String page(List<ImageResult> results) {
        IndexPage page = new IndexPage(text -> text.replace("s3cret", "***"), Optional.empty());
        page.images("group-base", results);
        return page.text();
    }

    /** The markup of a page whose only image has hostile text, without the widths of the drawing. */
    private static List<String> markup(String text) {
        return tags(page(List.of(PageResults.hostile(text)))).stream()
                .map(tag -> tag.replaceAll("[0-9]+", "0"))
                .toList();
    }

    private static List<String> tags(String page) {
        return TAG.matcher(page).results().map(MatchResult::group).toList();
    }

    private static IndexPage next(String existing) {
        return new IndexPage(text -> text, Optional.of(existing));
    }

    @Property(tries = 200)
    void hasTheSameMarkupWithAnyText(@ForAll @StringLength(min = 1, max = 100) String text) {
        assertThat(markup("x" + text)).isEqualTo(markup("x"));
    }

    @Example
    void hasTheSameMarkupWithHostileText() {
        String page = page(List.of(PageResults.hostile(PageResults.HOSTILE)));

        assertThat(markup(PageResults.HOSTILE)).isEqualTo(markup("x"));
        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("\u202E", "\u001b", "\uFFFE");
    }

    @Example
    void hasTheSameMarkupWithHostileTextOfOtherGoals() {
        assertThat(tags(others(PageResults.HOSTILE))).isEqualTo(tags(others("x")));
    }

    @Example
    void hasTheSameMarkupWithHostileChanges() {
        // The packages are sorted by name.
        assertThat(tags(changes(PageResults.HOSTILE))).containsExactlyInAnyOrderElementsOf(tags(changes("x")));
    }

    private static String changes(String text) {
        ImageResult before = PageResults.hostile(text);
        ImageResult now = PageResults.results().get(1);
        ImageDifference difference = ImageDifference.between(
                before.found().orElseThrow(), now.found().orElseThrow());
        return page(List.of(PageResults.changed(now, difference)));
    }

    private static String others(String text) {
        BaseState state =
                new BaseState(BaseState.Status.STALE, Optional.of(text), Optional.empty(), Optional.empty(), text);
        PendingUpdate update = new PendingUpdate(text, Optional.of(text), text, PendingUpdate.Security.NO);
        IndexPage page = next("");
        page.pokes(List.of(Dependents.notPoked("group/other", Poke.Outcome.REFUSED, text)));
        page.bases(List.of(new CheckedBase(Inspected.IMAGE, state)));
        page.updates(List.of(new CheckedPackages(
                Inspected.IMAGE, new PackageState(PackageState.Status.UPDATES, List.of(update), text), Map.of())));
        return page.text();
    }

    @Example
    void allowsOnlyItsOwnStyleAndScript() {
        String page = page(PageResults.results());

        assertThat(page)
                .contains("content=\"default-src 'none'; style-src '" + hash(page, "style") + "'; script-src '"
                        + hash(page, "script") + "'; img-src data:; base-uri 'none'; form-action 'none'\"");
        assertThat(tags(page)).noneMatch(tag -> tag.matches("(?s).* (style|on[a-z]+)=.*"));
        assertThat(page.split("<style>|<script>")).hasSize(3);
    }

    private static String hash(String page, String element) {
        String start = "<" + element + ">";
        String content = page.substring(page.indexOf(start) + start.length(), page.indexOf("</" + element + ">"));
        String hex = Digest.sha256(content.getBytes(UTF_8)).toString().substring("sha256:".length());
        return "sha256-" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    @Example
    void isTheSameForTheSameResults() {
        assertThat(page(PageResults.results())).isEqualTo(page(PageResults.results()));
    }

    @Example
    void masksSecrets() {
        ImageResult result = PageResults.hostile("a s3cret & more");

        assertThat(page(List.of(result))).contains("a *** &amp; more").doesNotContain("s3cret");
    }

    @Example
    void closesEachElement() {
        String page = page(PageResults.results());

        for (String element : List.of("section", "details", "table", "tr", "td", "th", "svg", "g", "a", "p", "div")) {
            assertThat(tags(page).stream().filter(tag -> tag.matches("<" + element + "( .*)?>")))
                    .as(element)
                    .hasSameSizeAs(tags(page).stream()
                            .filter(("</" + element + ">")::equals)
                            .toList());
        }
    }

    @Example
    void keepsThePartsOfOtherGoals() {
        IndexPage page = next(page(PageResults.results()));
        page.pokes(List.of(
                Dependents.poked("group/app", 4712),
                Dependents.notPoked("group/other", Poke.Outcome.REFUSED, "404 <Not> Found")));
        IndexPage last = next(page.text());
        last.bases(List.of(new CheckedBase(Inspected.IMAGE, Inspected.STALE)));

        assertThat(last.text())
                .contains(">java</h3>", "<title>Images of group-base</title>", "404 &lt;Not&gt; Found")
                .contains(
                        "<a href=\"https://gitlab.example.com/group/app/-/pipelines/4712\" rel=\"noreferrer\">Pipeline 4712</a>")
                .contains("<span class=\"state STALE\">STALE</span>");
        IndexPage again = next(last.text());
        again.pokes(List.of());
        assertThat(again.text()).contains("poke-dependents poked no project.").doesNotContain("group/app");
    }

    @Example
    void hasATimelineOnlyIfThereWasWork() {
        List<ImageResult> results = PageResults.results();
        ImageResult skipped = results.get(6);
        ImageResult built = results.get(0);
        // It was built, but nothing had changed, so the image of its tag was kept.
        ImageResult kept = new ImageResult(
                built.image(),
                ImageResult.Outcome.SKIPPED,
                built.reason(),
                built.found(),
                built.began(),
                built.took(),
                built.phases());

        assertThat(page(List.of(skipped))).doesNotContain("<section id=\"times\">");
        assertThat(page(List.of(skipped, kept))).contains("<section id=\"times\">", "48.0 s, 118.4 MB");
    }

    @Example
    void showsPendingUpdates() {
        PendingUpdate update =
                new PendingUpdate("openssl", Optional.of("3.0.15-1"), "3.0.16-1", PendingUpdate.Security.YES);
        PackageState state = new PackageState(PackageState.Status.UPDATES, List.of(update), "a sentence with <markup>");
        IndexPage page = next(page(PageResults.results()));

        page.updates(List.of(new CheckedPackages(Inspected.IMAGE, state, Map.of())));

        assertThat(page.text())
                .contains("<span class=\"state UPDATES\">UPDATES</span>", "a sentence with &lt;markup&gt;")
                .contains("<th scope=\"row\">openssl</th><td>3.0.15-1</td><td>3.0.16-1</td>")
                .contains(">java</h3>");
    }

    @Example
    void doesNotKeepAPageWithAnotherStyleOrScript() {
        String other = page(PageResults.results()).replace("--paper", "--paper-of-another-version");

        IndexPage page = next(other);
        page.pokes(List.of());

        assertThat(page.text()).contains("<h1>Container images</h1>").doesNotContain("group-base");
    }

    @Example
    void showsWhatARebuildChanged() {
        List<ImageResult> results = PageResults.results();
        ImageDifference difference = ImageDifference.between(
                results.get(0).found().orElseThrow(), results.get(3).found().orElseThrow());

        String page = page(List.of(PageResults.changed(results.get(3), difference)));

        assertThat(page).contains("<b>Changes</b>", "<span class=\"state ADDED\">ADDED</span>");
    }
}
