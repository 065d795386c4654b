package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final String TAG = "registry.example.org/app/debian/bookworm:1";
    private static final String FIRST = "registry.example.org/up/one/debian/bookworm:1";
    private static final String SECOND = "registry.example.org/up/two/debian/bookworm:1";

    private final Map<String, ImageRecord> images = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Planner planner = new Planner(this::find, this::digest, true);

    @Test
    void buildsWhatIsForcedAndAsksNothing() {
        there(TAG);

        Action decision = decide(
                planner,
                new ImageDefinitionBuilder().forced().upstreams("up/one").build());

        assertThat(decision).isEqualTo(new Action.Build("a rebuild is forced"));
        assertThat(asked).isEmpty();
    }

    @Test
    void skipsWhatExistsAndAsksNoUpstream() {
        ImageRecord image = there(TAG);
        there(FIRST);

        Action decision =
                decide(planner, new ImageDefinitionBuilder().upstreams("up/one").build());

        assertThat(decision).isEqualTo(new Action.Skip(image, "the tag exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG);
    }

    @Test
    void copiesWhatExistsUpstream() {
        ImageRecord image = there(FIRST);

        Action decision =
                decide(planner, new ImageDefinitionBuilder().upstreams("up/one").build());

        assertThat(decision).isEqualTo(new Action.Copy(image, FIRST + " exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG, FIRST);
    }

    @Test
    void takesTheFirstUpstreamThatHasIt() {
        ImageRecord first = there(FIRST);
        ImageRecord second = there(SECOND);

        assertThat(decide(
                        planner,
                        new ImageDefinitionBuilder()
                                .upstreams("up/two", "up/one")
                                .build()))
                .isEqualTo(new Action.Copy(second, SECOND + " exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG, SECOND);
        assertThat(decide(
                        planner,
                        new ImageDefinitionBuilder()
                                .upstreams("up/one", "up/two")
                                .build()))
                .isEqualTo(new Action.Copy(first, FIRST + " exists", Optional.empty()));
    }

    @Test
    void goesOnToTheNextUpstreamIfTheFirstDoesNotHaveIt() {
        ImageRecord second = there(SECOND);

        assertThat(decide(
                        planner,
                        new ImageDefinitionBuilder()
                                .upstreams("up/none", "up/one", "up/two")
                                .build()))
                .isEqualTo(new Action.Copy(second, SECOND + " exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG, "registry.example.org/up/none/debian/bookworm:1", FIRST, SECOND);
    }

    @Test
    void buildsWhatExistsNowhere() {
        assertThat(decide(planner, new ImageDefinitionBuilder().build()))
                .isEqualTo(new Action.Build("the tag does not exist"));
        assertThat(decide(
                        planner,
                        new ImageDefinitionBuilder().upstreams("up/one").build()))
                .isEqualTo(new Action.Build("the tag does not exist, nor does it upstream"));
    }

    @Test
    void asksNoUpstreamWhereNothingCanBeCopied() {
        there(FIRST);

        assertThat(decide(
                        new Planner(this::find, this::digest, false),
                        new ImageDefinitionBuilder().upstreams("up/one").build()))
                .isEqualTo(
                        new Action.Build("the tag does not exist, and upstream is not asked, because nothing is copied"
                                + " without a push"));
        assertThat(asked).containsExactly(TAG);
    }

    @Test
    void takesNoRefusalForAbsence() {
        FixableException refusal = new FixableException("401");
        Planner refused = new Planner(
                reference -> {
                    throw refusal;
                },
                this::digest,
                true);

        assertThat(decide(refused, new ImageDefinitionBuilder().build())).isEqualTo(new Action.Unknown(refusal));
    }

    private static Action decide(Planner planner, ImageDefinition request) {
        List<PlannedImage> plan = planner.plan(List.of(request));
        assertThat(plan).extracting(PlannedImage::request).containsExactly(request);
        return plan.get(0).decision();
    }

    private Optional<Digest> digest(Reference reference) {
        asked.add("digest " + reference);
        return Optional.empty();
    }

    private ImageRecord there(String reference) {
        ImageRecord image = new ImageRecord(
                Reference.parse(reference),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("a", reference));
        images.put(reference, image);
        return image;
    }

    private Optional<ImageRecord> find(Reference reference) {
        asked.add(reference.toString());
        return Optional.ofNullable(images.get(reference.toString()));
    }
}
