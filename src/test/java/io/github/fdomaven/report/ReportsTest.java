package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.command.RunResult;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.downstream.Dependents;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.CheckedPackages;
import io.github.fdomaven.inspection.Inspected;
import io.github.fdomaven.inspection.PackageState;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.PendingUpdate;
import io.github.fdomaven.packages.PendingUpdate.Security;
import io.github.fdomaven.retention.Deletion;
import io.github.fdomaven.retention.ImageInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportsTest extends ReportsTestCase {

    @Test
    void writesImages() throws IOException {
        reports.images().write(List.of(ReportsFixture.built("base"), ReportsFixture.failed("base")));

        assertThat(written("images.json"))
                .isEqualTo(json("""
                {"images": [{
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": "%1$s",
                  "outcome": "BUILT",
                  "reason": "the tag does not exist",
                  "labels": {"a": "1", "b": "größe \\"5\\"", "fdo.base_digest": "%2$s",
                             "fdo.base_image": "docker.io/library/debian:bookworm"},
                  "base": {"reference": "docker.io/library/debian:bookworm", "digest": "%2$s"},
                  "began": "2026-11-24T10:11:12.345Z",
                  "seconds": 1.234,
                  "phases": {"pull": 0.05, "install": 0.9},
                  "size": 5000000000, "packages": null,
                  "platforms": [],
                  "images": []
                }, {
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": null,
                  "outcome": "FAILED",
                  "reason": "The step exec failed.\\n    its last line",
                  "labels": {},
                  "base": {"reference": null, "digest": null},
                  "began": "2026-11-24T10:11:12.345Z",
                  "seconds": 0.0,
                  "phases": {},
                  "size": null, "packages": null,
                  "platforms": [],
                  "images": []
                }]}""".formatted(ReportsFixture.DIGEST, ReportsFixture.BASE_DIGEST)));
    }

    @Test
    void writesInspections() throws IOException {
        reports.inspections()
                .write(List.of(
                        Inspected.image(Inspected.baseLabels(), Inspected.STALE),
                        Inspected.inEngine(0, Inspected.UNKNOWN)));

        assertThat(written("inspect.json"))
                .isEqualTo(json("""
                {"images": [{
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": "%1$s",
                  "mediaType": "application/vnd.oci.image.manifest.v1+json",
                  "created": "2026-11-24T00:02:03Z",
                  "platforms": ["linux/amd64"],
                  "images": [],
                  "labels": {"fdo.base_digest": "%2$s", "fdo.base_image": "docker.io/library/debian:bookworm"},
                  "base": {"reference": "docker.io/library/debian:bookworm", "digest": "%2$s", "now": "%3$s",
                           "state": "STALE"},
                  "size": 5000000000, "packages": null,
                  "layers": [{"digest": "%2$s", "size": 1500000}, {"digest": "%3$s", "size": 1200}]
                }, {
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": null,
                  "mediaType": null,
                  "created": null,
                  "platforms": [],
                  "images": [],
                  "labels": {},
                  "base": {"reference": null, "digest": null, "now": null, "state": "UNKNOWN"},
                  "size": 0, "packages": null,
                  "layers": [{"digest": "%2$s", "size": null}]
                }]}""".formatted(Inspected.DIGEST, Inspected.THEN, Inspected.NOW)));
    }

    @Test
    void writesNullForABaseWithEmptyLabels() throws IOException {
        reports.inspections().write(List.of(Inspected.image(Inspected.baseLabels("", " "), Inspected.UNKNOWN)));

        JsonNode base = written("inspect.json").at("/images/0/base");
        assertThat(base.path("reference").isNull()).isTrue();
        assertThat(base.path("digest").isNull()).isTrue();
    }

    @Test
    void writesBases() throws IOException {
        reports.bases()
                .write(Stream.of(Inspected.FRESH, Inspected.STALE, Inspected.UNKNOWN)
                        .map(state -> new CheckedBase(Inspected.IMAGE, state))
                        .toList());

        assertThat(written("bases.json")).isEqualTo(json("""
                {"images": [
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "FRESH", "reason": "%3$s",
                   "base": {"reference": "docker.io/library/debian:bookworm", "built": "%1$s", "now": "%1$s"}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "STALE", "reason": "%4$s",
                   "base": {"reference": "docker.io/library/debian:bookworm", "built": "%1$s", "now": "%2$s"}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "UNKNOWN", "reason": "%5$s",
                   "base": {"reference": null, "built": null, "now": null}}
                ]}""".formatted(
                        Inspected.THEN,
                        Inspected.NOW,
                        Inspected.FRESH.sentence(),
                        Inspected.STALE.sentence(),
                        Inspected.UNKNOWN.sentence())));
    }

    @Test
    void writesPendingUpdates() throws IOException {
        PackageState updates = new PackageState(
                PackageState.Status.UPDATES,
                List.of(
                        new PendingUpdate("curl", Optional.of("7.88"), "7.89", Security.YES),
                        new PendingUpdate("new\"}", Optional.empty(), "1", Security.UNKNOWN)),
                "an upgrade would install 2 packages");
        PackageState unknown = new PackageState(PackageState.Status.UNKNOWN, List.of(), "no network");
        reports.packages()
                .write(List.of(
                        new CheckedPackages(Inspected.IMAGE, updates, Map.of()),
                        new CheckedPackages(Inspected.IMAGE, unknown, Map.of(Platform.parse("linux/arm64"), unknown))));

        assertThat(written("packages.json")).isEqualTo(json("""
                {"images": [
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "UPDATES",
                   "reason": "an upgrade would install 2 packages",
                   "updates": [
                     {"package": "curl", "installed": "7.88", "available": "7.89", "security": "yes"},
                     {"package": "new\\"}", "installed": null, "available": "1", "security": "unknown"}],
                   "images": []},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "UNKNOWN", "reason": "no network",
                   "updates": [],
                   "images": [{"platform": "linux/arm64", "state": "UNKNOWN", "reason": "no network", "updates": []}]}
                ]}"""));
    }

    @Test
    void writesAPlanWithItsGraph() throws IOException {
        ImageDefinition base = new ImageDefinitionBuilder()
                .name("base <1>")
                .base("docker.io/library/debian:bookworm")
                .reference("registry.example.org/app/base:1")
                .build();
        ImageDefinition child = new ImageDefinitionBuilder()
                .name("child")
                .reference("registry.example.org/app/child:1")
                .parent(base)
                .build();

        reports.plan()
                .write(List.of(
                        new PlannedImage(base, new Action.Build("the tag does not exist", true)),
                        new PlannedImage(child, new Action.Build("its base is built", true))));

        assertThat(written("plan.json")).isEqualTo(json("""
                {"images": [
                  {"name": "base <1>", "reference": "registry.example.org/app/base:1", "plan": "build",
                   "reason": "the tag does not exist", "warning": null, "base": "docker.io/library/debian:bookworm",
                   "parent": null, "platforms": [], "images": []},
                  {"name": "child", "reference": "registry.example.org/app/child:1", "plan": "build",
                   "reason": "its base is built", "warning": null, "base": "registry.example.org/app/base:1",
                   "parent": "base <1>", "platforms": [], "images": []}
                ]}"""));
        assertThat(text("plan.md")).isEqualTo("""
                ```mermaid
                flowchart LR
                    n0["base #60;1#62;<br/>build"]
                    n1["child<br/>build"]
                    n2(["docker.io/library/debian:bookworm"])
                    n2 --> n0
                    n0 --> n1
                ```
                """);
    }

    @Test
    void marksABaseImageThatDoesNotExist() throws IOException {
        ImageDefinition image =
                new ImageDefinitionBuilder().base("registry.example.org/typo:1").build();

        reports.plan()
                .write(List.of(
                        new PlannedImage(image, new Action.NoBase(List.of(image.baseReference()), "Check its name."))));

        assertThat(written("plan.json")).isEqualTo(json("""
                {"images": [
                  {"name": "base", "reference": "registry.example.org/app/debian/bookworm:1", "plan": "no-base",
                   "reason": "its base image does not exist: there is no registry.example.org/typo:1", "warning": null,
                   "base": "registry.example.org/typo:1", "parent": null, "platforms": [], "images": []}
                ]}"""));
        assertThat(text("plan.md"))
                .contains("n1([\"registry.example.org/typo:1<br/>does not exist\"])", "base<br/>no-base");
    }

    @Test
    void writesPokes() throws IOException {
        reports.pokes()
                .write(List.of(
                        Dependents.poked("group/app", 7),
                        Dependents.notPoked("group/other", Poke.Outcome.REFUSED, "POST x: 404 Not Found.")));

        assertThat(written("pokes.json")).isEqualTo(json("""
                {"pokes": [
                  {"project": "group/app", "ref": "main", "outcome": "POKED", "pipelineId": 7,
                   "webUrl": "https://gitlab.example.com/group/app/-/pipelines/7", "message": null},
                  {"project": "group/other", "ref": "main", "outcome": "REFUSED", "pipelineId": null,
                   "webUrl": null, "message": "POST x: 404 Not Found."}
                ]}"""));
        assertThat(text("pokes.json")).doesNotContain(Dependents.TOKEN);
    }

    private static Deletion deletion(Optional<Digest> digest, Deletion.Outcome outcome, String reason) {
        ImageInfo image = new ImageInfo(REFERENCE, digest, Optional.empty(), Optional.empty(), Optional.empty());
        return new Deletion(image, outcome, reason, Deletion.Level.INFO, Optional.empty());
    }

    @Test
    void writesDeletions() throws IOException {
        reports.deletions()
                .write(List.of(
                        deletion(Optional.of(DIGEST), Deletion.Outcome.DELETED, "why"),
                        deletion(Optional.empty(), Deletion.Outcome.FAILED, "500.")));

        assertThat(written("deletions.json")).isEqualTo(json("""
                {"deletions": [
                  {"reference": "registry.example.org/app/base:1", "digest": "%s", "outcome": "DELETED", "reason": "why"},
                  {"reference": "registry.example.org/app/base:1", "digest": null, "outcome": "FAILED", "reason": "500."}
                ]}""".formatted(DIGEST)));
    }

    @Test
    void writesTheResultOfACommand() throws IOException {
        NamedImage image = new NamedImage("base", REFERENCE, Optional.empty());
        reports.run().write(new RunResult(image, "make", OptionalInt.of(7), Duration.ofMillis(1500)));

        assertThat(written("run.json")).isEqualTo(json("""
                {"name": "base", "reference": "registry.example.org/app/base:1", "command": "make", "status": 7,
                 "seconds": 1.5}"""));

        reports.run().write(new RunResult(image, "make", OptionalInt.empty(), Duration.ofMillis(1500)));
        assertThat(written("run.json").get("status").isNull()).isTrue();
    }
}
