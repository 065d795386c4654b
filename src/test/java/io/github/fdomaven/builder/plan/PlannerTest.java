package io.github.fdomaven.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planned for one image. */
class PlannerTest {

    private static final String TAG = "registry.example.org/app/debian/bookworm:1";
    private static final String FIRST = "registry.example.org/up/one/debian/bookworm:1";
    private static final String SECOND = "registry.example.org/up/two/debian/bookworm:1";

    private final PlanFixture fixture = new PlanFixture();

    private static ImageDefinition image(String... upstreams) {
        return new ImageDefinitionBuilder().upstreams(upstreams).build();
    }

    @Test
    void buildsAForcedImageWithoutALookup() {
        fixture.put(TAG, Map.of());

        assertThat(fixture.decide(new ImageDefinitionBuilder()
                        .forced()
                        .upstreams("up/one")
                        .build()))
                .isEqualTo(new Action.Build("a rebuild is forced", false));
        assertThat(fixture.registry().requests()).isEmpty();
    }

    @Test
    void skipsAnImageThatExistsWithTwoRequests() {
        ImageRecord existing = fixture.put(TAG, Map.of());
        fixture.put(FIRST, Map.of());

        assertThat(fixture.decide(image("up/one"))).isEqualTo(PlanFixture.skip(existing));
        assertThat(fixture.registry().requests())
                .containsExactly("manifest " + TAG, "config registry.example.org/app/debian/bookworm");
    }

    @Test
    void saysThatAnImageIsBuilt() {
        fixture.decide(image());

        assertThat(fixture.builds()).isEqualTo(1);
    }

    @Test
    void doesNotSayThatAnImageIsBuiltIfItExistsOrIsCopied() {
        fixture.put(FIRST, Map.of());
        fixture.decide(image("up/one"));
        fixture.put(TAG, Map.of());
        fixture.decide(image("up/one"));

        assertThat(fixture.builds()).isZero();
    }

    @Test
    void copiesAnImageThatExistsUpstream() {
        ImageRecord source = fixture.put(FIRST, Map.of());

        assertThat(fixture.decide(image("up/one")))
                .isEqualTo(new Action.Copy(source, FIRST + " exists", Optional.empty()));
        assertThat(fixture.lookups()).containsExactly("manifest " + TAG, "manifest " + FIRST);
    }

    @Test
    void copiesFromTheFirstUpstreamThatHasTheImage() {
        fixture.put(FIRST, Map.of());
        ImageRecord source = fixture.put(SECOND, Map.of("a", "b"));

        assertThat(fixture.decide(image("up/none", "up/two", "up/one")))
                .isEqualTo(new Action.Copy(source, SECOND + " exists", Optional.empty()));
        assertThat(fixture.lookups())
                .containsExactly(
                        "manifest " + TAG,
                        "manifest registry.example.org/up/none/debian/bookworm:1",
                        "manifest " + SECOND);
    }

    @Test
    void buildsAnImageThatDoesNotExist() {
        assertThat(fixture.decide(image())).isEqualTo(new Action.Build("the tag does not exist", true));
        assertThat(fixture.decide(image("up/one")))
                .isEqualTo(new Action.Build("the tag exists neither in the project nor upstream", true));
    }

    @Test
    void asksNoUpstreamIfNothingIsPushed() {
        fixture.withoutPush().put(FIRST, Map.of());

        assertThat(fixture.decide(image("up/one")))
                .isEqualTo(new Action.Build(
                        "the tag does not exist, and an image that is not pushed is not copied from upstream", true));
        assertThat(fixture.lookups()).containsExactly("manifest " + TAG);
    }

    @Test
    void doesNotTakeARefusalForAMissingImage() {
        FixableException refusal = new FixableException("401");
        fixture.registry().failAll(refusal);

        Action action = fixture.decide(image());

        assertThat(action).isEqualTo(new Action.Unknown(refusal));
        assertThat(action.reason()).isEqualTo("401");
    }

    @ParameterizedTest
    @EnumSource
    void treatsAStaleImageOfUpstreamLikeAStaleImage(StaleAction onStale) {
        ImageDefinition before =
                new ImageDefinitionBuilder().packages("curl wget").build();
        ImageRecord source = fixture.put(FIRST, PlanFixture.builtLabels(before, Digest.sha256(new byte[0])));
        ImageDefinition image = new ImageDefinitionBuilder()
                .upstreams("up/one")
                .packages("curl git")
                .onStale(onStale)
                .build();
        String reason = "its recipe has changed, but not its tag (packages +git -wget)";

        assertThat(fixture.decide(image))
                .isEqualTo(
                        switch (onStale) {
                            case WARN ->
                                new Action.Copy(
                                        source,
                                        FIRST + " exists",
                                        Optional.of(PlanFixture.stale(reason, PlanFixture.NEW_TAG)));
                            case REBUILD -> new Action.Build(FIRST + " exists, but is stale: " + reason, true);
                            case FAIL -> new Action.Fail(source.reference(), reason, PlanFixture.NEW_TAG);
                            case IGNORE -> new Action.Copy(source, FIRST + " exists", Optional.empty());
                        });
    }

    @Test
    void comparesTheBaseImageOfAnUpstreamImage() {
        String base = "registry.example.org/up/base:1";
        Digest then = fixture.putBase(base, "then");
        Digest now = fixture.putBase(base, "now");
        ImageRecord source = fixture.put(FIRST, Map.of("fdo.base_image", base, "fdo.base_digest", then.toString()));

        Action action = fixture.decide(image("up/one"));

        assertThat(action).isInstanceOf(Action.Copy.class);
        assertThat(((Action.Copy) action).source()).isEqualTo(source);
        assertThat(action.warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("it is stale: ")
                        .contains(base, then.toString(), now.toString())
                        .endsWith(PlanFixture.REBUILD));
    }
}
