package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MavenBuildLogTest {

    private static final Reference REFERENCE = Reference.parse("registry.example.org/app/debian/bookworm:1");

    private static final Instant BEGAN = Instant.parse("2026-11-24T10:11:12.345Z");

    private static final ImageDefinition REQUEST =
            new ImageDefinitionBuilder().reference(REFERENCE.toString()).build();

    private final Recorder recorder = new Recorder();
    private final Secrets secrets = new Secrets();
    private final MavenBuildLog log = new MavenBuildLog(recorder, secrets);

    @Test
    void saysWhatWasDecidedAndWhy() {
        ImageRecord there = InMemoryRegistry.record(REFERENCE, Map.of());

        log.started(REQUEST, new Action.Skip(there, "the tag exists", Optional.empty()));
        log.started(REQUEST, new Action.Copy(there, "upstream has it", Optional.empty()));
        log.started(REQUEST, new Action.Build("a rebuild is forced", false));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] skip registry.example.org/app/debian/bookworm:1: the tag exists",
                        "INFO [base] copy registry.example.org/app/debian/bookworm:1: upstream has it",
                        "INFO [base] build registry.example.org/app/debian/bookworm:1: a rebuild is forced");
    }

    @Test
    void putsTheNameOfTheImageBeforeEveryLine() {
        log.foundEngine("base", "Docker 27.1");
        log.pulling("base", REFERENCE);
        log.step("base", "install", "apt-get -y install curl");
        log.output("base", "Reading package lists...");
        log.pushing("base", REFERENCE);
        log.progress("base", "pushing: 1.0 of 2.0 MB");

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] engine: Docker 27.1",
                        "INFO [base] pull the base " + REFERENCE,
                        "INFO [base] install: apt-get -y install curl",
                        "INFO [base]   Reading package lists...",
                        "INFO [base] push " + REFERENCE,
                        "INFO [base] pushing: 1.0 of 2.0 MB");
    }

    @Test
    void warnsOfWhatIsNotAsItShouldBe() {
        log.warning("base", "something is odd");

        assertThat(recorder.lines()).containsExactly("WARN [base] something is odd");
    }

    @Test
    void saysWhatCameOfIt() {
        ImageRecord found = InMemoryRegistry.record(REFERENCE, Map.of());
        Digest digest = found.digest().orElseThrow();

        log.finished(result(Optional.of(found)));
        log.finished(result(Optional.empty()));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] BUILT " + REFERENCE + "@" + digest + " in 61.3 s",
                        "INFO [base] BUILT " + REFERENCE + " (in the engine only) in 61.3 s");
    }

    @Test
    void blotsOutSecretsInWhateverIsSaid() {
        secrets.add("s3cret");

        log.output("base", "+ curl -H 'token: s3cret'");
        log.step("base", "exec", "deploy s3cret");
        log.warning("base", "refused s3cret");

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base]   + curl -H 'token: ***'",
                        "INFO [base] exec: deploy ***",
                        "WARN [base] refused ***");
    }

    private static ImageResult result(Optional<ImageRecord> found) {
        return new ImageResult(
                REQUEST, Outcome.BUILT, "the tag does not exist", found, BEGAN, Duration.ofMillis(61_250));
    }
}
