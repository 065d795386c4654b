package io.github.fdomaven.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.Reference;
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

    private final Map<String, StoredImage> images = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Planner planner = new Planner(this::find, this::digest, true);

    @Test
    void buildsWhatIsForcedAndAsksNothing() {
        there(TAG);

        Decision decision =
                decide(planner, new Requests().forced().upstreams("up/one").build());

        assertThat(decision).isEqualTo(new Decision.Build("a rebuild is forced"));
        assertThat(asked).isEmpty();
    }

    @Test
    void skipsWhatExistsAndAsksNoUpstream() {
        StoredImage image = there(TAG);
        there(FIRST);

        Decision decision = decide(planner, new Requests().upstreams("up/one").build());

        assertThat(decision).isEqualTo(new Decision.Skip(image, "the tag exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG);
    }

    @Test
    void copiesWhatExistsUpstream() {
        StoredImage image = there(FIRST);

        Decision decision = decide(planner, new Requests().upstreams("up/one").build());

        assertThat(decision).isEqualTo(new Decision.Copy(image, FIRST + " exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG, FIRST);
    }

    @Test
    void takesTheFirstUpstreamThatHasIt() {
        StoredImage first = there(FIRST);
        StoredImage second = there(SECOND);

        assertThat(decide(planner, new Requests().upstreams("up/two", "up/one").build()))
                .isEqualTo(new Decision.Copy(second, SECOND + " exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG, SECOND);
        assertThat(decide(planner, new Requests().upstreams("up/one", "up/two").build()))
                .isEqualTo(new Decision.Copy(first, FIRST + " exists", Optional.empty()));
    }

    @Test
    void goesOnToTheNextUpstreamIfTheFirstDoesNotHaveIt() {
        StoredImage second = there(SECOND);

        assertThat(decide(
                        planner,
                        new Requests().upstreams("up/none", "up/one", "up/two").build()))
                .isEqualTo(new Decision.Copy(second, SECOND + " exists", Optional.empty()));
        assertThat(asked).containsExactly(TAG, "registry.example.org/up/none/debian/bookworm:1", FIRST, SECOND);
    }

    @Test
    void buildsWhatExistsNowhere() {
        assertThat(decide(planner, new Requests().build())).isEqualTo(new Decision.Build("the tag does not exist"));
        assertThat(decide(planner, new Requests().upstreams("up/one").build()))
                .isEqualTo(new Decision.Build("the tag does not exist, nor does it upstream"));
    }

    @Test
    void asksNoUpstreamWhereNothingCanBeCopied() {
        there(FIRST);

        assertThat(decide(
                        new Planner(this::find, this::digest, false),
                        new Requests().upstreams("up/one").build()))
                .isEqualTo(new Decision.Build(
                        "the tag does not exist, and upstream is not asked, because nothing is copied"
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

        assertThat(decide(refused, new Requests().build())).isEqualTo(new Decision.Unknown(refusal));
    }

    private static Decision decide(Planner planner, ImageRequest request) {
        List<Planned> plan = planner.plan(List.of(request));
        assertThat(plan).extracting(Planned::request).containsExactly(request);
        return plan.get(0).decision();
    }

    private Optional<Digest> digest(Reference reference) {
        asked.add("digest " + reference);
        return Optional.empty();
    }

    private StoredImage there(String reference) {
        StoredImage image = new StoredImage(
                Reference.parse(reference),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("a", reference));
        images.put(reference, image);
        return image;
    }

    private Optional<StoredImage> find(Reference reference) {
        asked.add(reference.toString());
        return Optional.ofNullable(images.get(reference.toString()));
    }
}
