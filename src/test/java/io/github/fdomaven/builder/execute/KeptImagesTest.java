package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.child;
import static io.github.fdomaven.builder.execute.ExecutionFixture.named;
import static io.github.fdomaven.builder.execute.ExecutionFixture.outcomes;
import static io.github.fdomaven.builder.execute.ExecutionFixture.result;
import static io.github.fdomaven.builder.execute.ExecutionFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.builder.plan.Planner;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.EnvironmentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class KeptImagesTest {

    private static final String KEPT =
            "a rebuild is forced, but its packages, its recipe and its base image are the same";

    private final ExecutionFixture images = new ExecutionFixture();

    private Optional<Digest> digest(String name) {
        return images.registry().digest(Reference.parse(tag(name)));
    }

    /** The packages that the steps install from now on. */
    private void installs(String version) {
        images.engine()
                .program(
                        "dpkg-query",
                        OptionalInt.of(0),
                        "system\tdebian\t12",
                        "installed\tlibssl3\t" + version + "\tamd64\topenssl\t" + version);
    }

    private List<String> since(int events) {
        List<String> all = images.log().events();
        return List.copyOf(all.subList(events, all.size()));
    }

    @Test
    void keepsAnImageIfNothingChanged() {
        images.runOne(named("base"));
        Optional<Digest> before = digest("base");
        int events = images.engine().events().size();

        ImageResult kept = images.runOne(named("base").forced().keptIfUnchanged());

        assertThat(kept.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(kept.isKept()).isTrue();
        assertThat(kept.reason()).isEqualTo(KEPT);
        assertThat(kept.digest()).isEqualTo(before).isEqualTo(digest("base"));
        List<String> all = images.engine().events();
        assertThat(all.subList(events, all.size())).noneMatch(event -> event.matches("(commit|tag|push).*"));
        images.assertNothingLeftBut(tag("base"));
    }

    @Test
    void keepsAnImageOfTheEngineIfNothingChanged() {
        images.runOne(named("base").local().reference("localhost/app/base:1"));

        ImageResult kept = images.runOne(
                named("base").local().reference("localhost/app/base:1").forced().keptIfUnchanged());

        assertThat(kept.reason()).isEqualTo(KEPT);
        images.assertNothingLeftBut("localhost/app/base:1");
    }

    @Test
    void saysWhyAnImageIsNotKept() {
        images.runOne(named("base"));
        installs("4");

        ImageResult built = images.runOne(
                named("base").packages("base curl").expiresAfter("1d").forced().keptIfUnchanged());

        assertThat(built.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(images.log().events())
                .anyMatch(event -> event.endsWith("not kept, because the recipe differs (packages +curl); packages"
                        + " differ: 1 package upgraded (libssl3); expiresAfter differs"));
    }

    @Test
    void pushesAnImageWithAnExec() {
        ImageDefinitionBuilder image = named("base").exec("make").keptIfUnchanged();
        images.runOne(image);
        int events = images.log().events().size();

        assertThat(images.runOne(image.forced()).outcome()).isEqualTo(Outcome.BUILT);
        assertThat(since(events))
                .filteredOn(event -> event.contains("its exec"))
                .hasSize(1);
    }

    /** Images of older versions have no list. */
    @Test
    void pushesAnImageWhoseOldPackagesAreNotKnown() {
        ImageDefinition image = named("base").build();
        images.registry()
                .put(
                        image.reference(),
                        Map.of(
                                "fdo.recipe_digest", image.recipe().digest().toString(),
                                "fdo.base_digest", ExecutionFixture.BASE_DIGEST.toString()));

        assertThat(images.runOne(named("base").forced().keptIfUnchanged()).outcome())
                .isEqualTo(Outcome.BUILT);
        assertThat(images.log().events())
                .anyMatch(event -> event.endsWith("not kept, because the packages of the old image are not known"));
    }

    @Test
    void pushesAnImageIfTheOldOneCannotBeRead() {
        images.runOne(named("base"));
        images.registry().before("manifest " + tag("base"), () -> {
            throw new EnvironmentException("GET x: 503.");
        });

        assertThat(images.runOne(named("base").forced().keptIfUnchanged()).outcome())
                .isEqualTo(Outcome.BUILT);
        assertThat(images.log().events())
                .filteredOn(event -> event.contains("503"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARN", "REBUILD", "FAIL"})
    void doesNotRebuildAChildOfAKeptImage(StaleAction onStale) {
        images.run(named("base").keptIfUnchanged(), child("child", "base"), child("leaf", "child"));
        Optional<Digest> before = digest("child");
        int events = images.log().events().size();

        ImageResults results = images.run(
                named("base").forced().keptIfUnchanged(),
                child("child", "base").onStale(onStale),
                child("leaf", "child").onStale(onStale));

        assertThat(outcomes(results)).containsExactly("base SKIPPED", "child SKIPPED", "leaf SKIPPED");
        assertThat(result(results, "base").isKept()).isTrue();
        assertThat(result(results, "child").isKept()).isFalse();
        assertThat(digest("child")).isEqualTo(before);
        assertThat(since(events)).noneMatch(event -> event.contains("stale"));
    }

    @Test
    void rebuildsAChildOfAnImageThatIsNotKept() {
        images.run(named("base").keptIfUnchanged(), child("child", "base"));
        installs("4");

        ImageResults results = images.run(
                named("base").forced().keptIfUnchanged(), child("child", "base").onStale(StaleAction.REBUILD));

        assertThat(outcomes(results)).containsExactly("base BUILT", "child BUILT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARN", "FAIL"})
    void keepsAChildWhoseBaseImageFails(StaleAction onStale) {
        images.run(named("base").keptIfUnchanged(), child("child", "base"));
        images.engine().failingProgram("apt-get -y install base");
        int events = images.log().events().size();

        ImageResults results = images.run(
                named("base").forced().keptIfUnchanged(), child("child", "base").onStale(onStale));

        assertThat(outcomes(results)).containsExactly("base FAILED", "child SKIPPED");
        assertThat(since(events)).noneMatch(event -> event.contains("stale"));
    }

    @Test
    void keepsAForcedChildOfAKeptImage() {
        images.run(named("base"), child("child", "base"));

        ImageResults results = images.run(
                named("base").forced().keptIfUnchanged(),
                child("child", "base").forced().keptIfUnchanged());

        assertThat(outcomes(results)).containsExactly("base SKIPPED", "child SKIPPED");
        assertThat(result(results, "child").isKept()).isTrue();
    }

    private static ImageDefinitionBuilder index(String name) {
        return named(name).platforms("linux/amd64", "linux/arm64");
    }

    @Test
    void keepsAnIndexIfNothingChanged() {
        images.run(index("base"));
        Optional<Digest> before = digest("base");
        int requests = images.registry().requests().size();

        ImageResult kept =
                images.run(index("base").forced().keptIfUnchanged()).results().get(0);

        assertThat(kept.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(kept.isKept()).isTrue();
        assertThat(kept.reason()).isEqualTo("a rebuild is forced, but the index has the same images");
        assertThat(kept.members()).extracting(ImageResult::reason).containsOnly(KEPT);
        assertThat(digest("base")).isEqualTo(before);
        List<String> all = images.registry().requests();
        assertThat(all.subList(requests, all.size())).noneMatch(request -> request.startsWith("put"));
    }

    @Test
    void putsAnIndexAgainIfOneOfItsImagesChanged() {
        images.run(index("base"));
        Optional<Digest> before = digest("base");
        ImageDefinition arm = index("base").build().members().get(1);
        images.registry()
                .put(
                        arm.reference(),
                        Map.of("fdo.recipe_digest", arm.recipe().digest().toString()));

        ImageResult built =
                images.run(index("base").forced().keptIfUnchanged()).results().get(0);

        assertThat(built.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(built.members()).extracting(ImageResult::outcome).containsExactly(Outcome.SKIPPED, Outcome.BUILT);
        assertThat(built.differences()).hasSize(1);
        assertThat(digest("base")).isNotEqualTo(before);
    }

    @Test
    void doesNotRebuildAChildOfAKeptIndex() {
        ImageDefinition parent = index("base").keptIfUnchanged().build();
        images.run(index("base").keptIfUnchanged(), index("child").parent(parent));

        ImageResults results = images.run(
                index("base").forced().keptIfUnchanged(),
                index("child").parent(parent).onStale(StaleAction.REBUILD));

        assertThat(outcomes(results)).containsExactly("base SKIPPED", "child SKIPPED");
    }

    /** In a generated pipeline, other jobs build the images, and the last job joins them. */
    @Test
    void putsNoIndexAgainWhoseImagesOtherJobsHaveKept() {
        images.run(index("base"));
        Optional<Digest> before = digest("base");
        ImageDefinition image = index("base").keptIfUnchanged().build();
        ProjectStore store = images.store(image);
        List<PlannedImage> plan = new Planner(store, any -> true, false, () -> {}).planJoins(List.of(image));

        ImageResults results = new Execution(
                        store,
                        images.registry(),
                        images.engine().provider(),
                        images.settings(),
                        images.log(),
                        new FakeTime())
                .run(plan);

        assertThat(outcomes(results)).containsExactly("base SKIPPED");
        assertThat(results.results().get(0).reason())
                .isEqualTo("its images are joined, but the index has the same images");
        assertThat(digest("base")).isEqualTo(before);
    }
}
