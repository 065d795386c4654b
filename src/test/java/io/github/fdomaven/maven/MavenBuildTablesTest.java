package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MavenBuildTablesTest {

    private final Recorder recorder = new Recorder();
    private final Secrets secrets = new Secrets();
    private final MavenBuildLog log = new MavenBuildLog(recorder, secrets);

    private static ImageDefinition request(String name) {
        return new ImageDefinitionBuilder()
                .name(name)
                .reference("r.example/" + name + ":1")
                .build();
    }

    private static PlannedImage skipped(String name, String doubt) {
        return new PlannedImage(
                request(name),
                new Action.Skip(
                        there(name), "the tag exists", Optional.of(doubt).filter(text -> !text.isEmpty())));
    }

    private static ImageRecord there(String name) {
        return InMemoryRegistry.record(request(name).reference(), Map.of());
    }

    private static PlannedImage built(String name, String reason) {
        return new PlannedImage(request(name), new Action.Build(reason, true));
    }

    private static ImageResult result(String name, Outcome outcome, String reason, long millis) {
        return new ImageResult(
                request(name), outcome, reason, Optional.empty(), Instant.EPOCH, Duration.ofMillis(millis));
    }

    @Test
    void saysWhatIsPlannedForManyImages() {
        log.planned(List.of(
                skipped("base", ""),
                skipped("b", "it is stale: its recipe has changed"),
                built("long-name", "the tag does not exist"),
                new PlannedImage(request("c"), new Action.Fail(there("c"), "its base has changed", "Do something.")),
                new PlannedImage(
                        request("d"), new Action.Unknown(new FixableException("GET d: 401.\nSay who you are."))),
                new PlannedImage(request("e"), new Action.Blocked("d"))));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE      PLAN     REFERENCE              REASON",
                        "INFO   base       skip     r.example/base:1       the tag exists",
                        "INFO   b          skip     r.example/b:1          the tag exists, but it is stale: its recipe has"
                                + " changed",
                        "INFO   long-name  build    r.example/long-name:1  the tag does not exist",
                        "INFO   c          fail     r.example/c:1          its base has changed",
                        "INFO   d          unknown  r.example/d:1          GET d: 401.",
                        "INFO   e          fail     r.example/e:1          its base image 'd' fails");
    }

    @Test
    void saysWhatCameOfManyImages() {
        log.ended(List.of(
                result("base", Outcome.BUILT, "the tag does not exist", 61_250),
                result("b", Outcome.FAILED, "The step exec failed.\n    its last line", 900)));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE  OUTCOME  SECONDS  REFERENCE         REASON",
                        "INFO   base   BUILT    61.3     r.example/base:1  the tag does not exist",
                        "INFO   b      FAILED   0.9      r.example/b:1     The step exec failed.");
    }

    @Test
    void needsNoTableForOneImageOrNone() {
        log.planned(List.of(built("base", "the tag does not exist")));
        log.ended(List.of(result("base", Outcome.BUILT, "the tag does not exist", 1)));
        log.planned(List.of());
        log.ended(List.of());

        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void blotsOutSecretsAndStillStandsInColumns() {
        secrets.add("a-very-long-secret");
        secrets.add("first line\nsecond line");

        log.planned(List.of(built("a-very-long-secret", "because"), skipped("b", "a-very-long-secret\nand more")));
        log.ended(List.of(
                result("a", Outcome.FAILED, "refused a-very-long-secret", 1),
                result("b", Outcome.FAILED, "refused first line\nsecond line", 1)));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE  PLAN   REFERENCE        REASON",
                        "INFO   ***    build  r.example/***:1  because",
                        "INFO   b      skip   r.example/b:1    the tag exists, but ***",
                        "INFO   IMAGE  OUTCOME  SECONDS  REFERENCE      REASON",
                        "INFO   a      FAILED   0.0      r.example/a:1  refused ***",
                        "INFO   b      FAILED   0.0      r.example/b:1  refused ***");
    }

    @Test
    void warnsOfWhatIsWrongWithAnImageThatIsSkipped() {
        PlannedImage stale = skipped("b", "it is stale: its recipe has changed");

        log.started(stale.image(), stale.action());

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [b] skip r.example/b:1: the tag exists", "WARN [b] it is stale: its recipe has changed");
    }

    @Test
    void saysOfManyImagesThatAreSkippedNoMoreThanWhatIsWrongWithThem() {
        PlannedImage stale = skipped("b", "it is stale: its recipe has changed");
        PlannedImage built = built("c", "the tag does not exist");
        log.planned(List.of(skipped("base", ""), stale, built));
        recorder.lines().clear();

        List.of(skipped("base", ""), stale, built).forEach(image -> log.started(image.image(), image.action()));

        assertThat(recorder.lines())
                .containsExactly(
                        "WARN [b] it is stale: its recipe has changed",
                        "INFO [c] build r.example/c:1: the tag does not exist");
    }
}
