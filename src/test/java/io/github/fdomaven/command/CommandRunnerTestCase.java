package io.github.fdomaven.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.project.MavenDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs a command on an in-memory engine. */
abstract class CommandRunnerTestCase {

    static final RunUser USER = new RunUser(1000, 100);
    static final Reference REFERENCE = Reference.parse("registry.example.org/app/debian:1");
    static final String COMMAND = "make test";

    @TempDir
    Path directory;

    Path project;
    final InMemoryEngine engine = new InMemoryEngine().program(COMMAND, OptionalInt.of(0), "a line");
    final RecordingRunLog log = new RecordingRunLog();

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectory(directory.resolve("app"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        engine.with(REFERENCE, EngineImages.image("sha256:1", Map.of()));
    }

    RunResult run(RunRequest request) {
        return run(request, USER);
    }

    RunResult run(RunRequest request, RunUser user) {
        FakeTime time = new FakeTime();
        return new CommandRunner(engine, user, new ImageTransfers(log, time), log, time).run(request);
    }

    ContainerSpec onlyContainer() {
        assertThat(engine.containers()).hasSize(1);
        return engine.containers().get(0);
    }

    ExecSpec command() {
        return engine.programs().get(engine.programs().size() - 1);
    }

    long commandsRun() {
        return engine.commands().stream().filter(text -> text.contains(COMMAND)).count();
    }

    static NamedImage image() {
        return new NamedImage("base", REFERENCE, Optional.empty());
    }

    RunRequest request() {
        return request(image(), false);
    }

    RunRequest request(NamedImage image, boolean isInEngine) {
        return new RunRequest(
                image,
                isInEngine,
                COMMAND,
                Map.of("TOKEN", "secret"),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(5)),
                project,
                new MavenDirectories(project.resolve("target"), Optional.empty()));
    }
}
