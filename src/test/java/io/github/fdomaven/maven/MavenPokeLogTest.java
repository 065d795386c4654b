package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.downstream.Dependents;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MavenPokeLogTest {

    private static final NamedImage IMAGE =
            new NamedImage("base", Reference.parse("registry.example.org/app/base:1"), Optional.empty());
    private static final Poke POKED = Dependents.poked("group/app", 7);
    private static final String URL = "https://gitlab.example.com/group/app/-/pipelines/7";

    private final RecordingLog recorder = new RecordingLog();
    private final Secrets secrets = new Secrets();
    private final MavenPokeLog log =
            new MavenPokeLog(new MaskedLog(recorder, secrets, Displays.line()), new LogColors(false));

    private static Pipeline pipeline(String status) {
        return new Pipeline(7, status, Optional.of(URI.create(URL)));
    }

    @Test
    void showsWhichPipelineBuiltAnImage() {
        log.rebuilt(IMAGE, "101");
        log.notRebuilt(IMAGE, Optional.of("100"), "101");
        log.notRebuilt(IMAGE, Optional.empty(), "101");

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] registry.example.org/app/base:1 was built by this pipeline (fdo.pipeline_id = 101):"
                                + " poke its dependents",
                        "INFO [base] registry.example.org/app/base:1 was built by pipeline 100; this is pipeline 101:"
                                + " do not poke its dependents",
                        "INFO [base] registry.example.org/app/base:1 has no label fdo.pipeline_id; this is pipeline"
                                + " 101: do not poke its dependents");
    }

    @Test
    void saysThatForceIsSet() {
        log.forced(IMAGE, Optional.of("100"));
        log.forced(IMAGE, Optional.empty());

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] registry.example.org/app/base:1 was built by pipeline 100: poke its dependents"
                                + " anyway",
                        "INFO [base] registry.example.org/app/base:1 has no label fdo.pipeline_id: poke its"
                                + " dependents anyway");
    }

    @Test
    void saysWhyNothingIsPoked() {
        log.outsidePipeline();
        log.nothingToPoke();

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO No dependent is poked, because this is not a GitLab pipeline: CI_PIPELINE_ID is not set."
                                + " -Dfdo.poke.force=true pokes them anyway.",
                        "INFO No dependent has to be poked.");
    }

    @Test
    void warnsAboutAnUnreadableImage() {
        log.unreadable(IMAGE, new EnvironmentException("GET x: 503."));

        assertThat(recorder.lines())
                .containsExactly("WARN [base] registry.example.org/app/base:1 cannot be read: GET x: 503.");
    }

    @Test
    void showsThePokeAndItsOutcome() {
        log.poking(Dependents.of("group/app"), List.of("base", "tools"));
        log.finished(POKED);

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO poke group/app (main) for base, tools", "INFO POKED group/app (main): pipeline 7 " + URL);
    }

    @Test
    void showsAPipelineWithoutAnAddress() {
        Pipeline bare = new Pipeline(7, "created", Optional.empty());

        log.finished(new Poke(Dependents.of("group/app"), Poke.Outcome.POKED, Optional.of(bare), Optional.empty()));

        assertThat(recorder.lines()).containsExactly("INFO POKED group/app (main): pipeline 7");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POKED")
    void warnsAboutOtherOutcomes(Poke.Outcome outcome) {
        log.finished(Dependents.notPoked("group/app", outcome, "404 Not Found."));

        assertThat(recorder.lines()).containsExactly("WARN " + outcome + " group/app (main): 404 Not Found.");
    }

    @Test
    void showsTheStatusesWhileItWaits() {
        log.following(List.of(POKED));
        log.following(List.of(POKED, Dependents.poked("group/other", 8)));
        log.waiting(new TreeMap<>(Map.of("running", 2L, "pending", 1L)));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO wait for the pipeline to end",
                        "INFO wait for 2 pipelines to end",
                        "INFO still waiting: 1 pending, 2 running");
    }

    @ParameterizedTest
    @CsvSource({"INFO, success", "INFO, skipped", "INFO, manual", "WARN, failed", "WARN, canceled"})
    void showsTheEndOfAPipeline(String level, String status) {
        log.ended(POKED, pipeline(status));

        assertThat(recorder.lines())
                .containsExactly(level + " the pipeline of group/app (main) ended: " + status + ", pipeline 7 " + URL);
    }

    @Test
    void warnsThatItStopsWaiting() {
        log.lost(POKED, new FixableException("GET x: 401 Unauthorized."));

        assertThat(recorder.lines())
                .containsExactly("WARN stop waiting for the pipeline of group/app (main): GET x: 401 Unauthorized.");
    }

    @Test
    void masksSecrets() {
        secrets.add("s3cret-value");

        log.rebuilt(IMAGE, "s3cret-value");
        log.finished(Dependents.notPoked("group/app", Poke.Outcome.REFUSED, "refused s3cret-value"));
        log.lost(POKED, new FixableException("lost s3cret-value"));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] registry.example.org/app/base:1 was built by this pipeline (fdo.pipeline_id = ***):"
                                + " poke its dependents",
                        "WARN REFUSED group/app (main): refused ***",
                        "WARN stop waiting for the pipeline of group/app (main): lost ***");
    }

    @Test
    void masksASecretOfSeveralLines() {
        secrets.add("first line\nother line");

        log.finished(Dependents.notPoked("group/app", Poke.Outcome.FAILED, "got first line\nother line"));

        assertThat(recorder.lines()).containsExactly("WARN FAILED group/app (main): got ***");
    }

    @Test
    void writesATextOfSeveralLinesInOneLine() {
        log.finished(Dependents.notPoked("group/app", Poke.Outcome.REFUSED, "400:\n  one\n  two"));

        assertThat(recorder.lines()).containsExactly("WARN REFUSED group/app (main): 400:   one   two");
    }

    @Test
    void doesNotShowTheTokenOfADependent() {
        log.poking(Dependents.of("group/app"), List.of("base"));
        log.finished(POKED);
        log.following(List.of(POKED));
        log.ended(POKED, pipeline("success"));

        assertThat(recorder.lines()).hasSize(4).noneMatch(line -> line.contains(Dependents.TOKEN));
    }
}
