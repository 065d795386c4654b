package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Verifies that no image without a tag remains, and that images in use are kept. */
class LeftoverContractTest extends EngineContract {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PAUSE_MILLIS = 50;
    private static final Map<String, String> OWN = Map.of("fdo.recipe_digest", "sha256:1");
    private static final CommitSpec COMMIT = new CommitSpec(List.of(), List.of("sh"), "/", Optional.empty(), Map.of());

    @Test
    void removesAnImageWithoutATagWithItsContainer() throws Exception {
        Container container = start(base(), OWN);
        String id = container.commit(COMMIT);
        assertThat(exists(id)).isTrue();

        container.remove();

        assertThat(exists(id)).isFalse();
    }

    @Test
    void keepsATaggedImageWithoutItsTemporaryTag() throws Exception {
        Container container = start(base(), OWN);
        String id = container.commit(COMMIT);
        engine.tag(id, local("kept"));

        container.remove();

        assertThat(tags(id)).containsExactly(local("kept").toString());
    }

    @Test
    void removesTheImageOfAKilledBuild() throws Exception {
        Container container = start(base(), OWN);
        String id = container.commit(COMMIT);
        // The container of a killed build ends by itself.
        cli.call("container", "rm", "--force", containers().get(0));

        startWithAnotherConnection();

        assertThat(exists(id)).isFalse();
    }

    @Test
    void keepsTheImageOfARunningBuild() throws Exception {
        String id = start(base(), OWN).commit(COMMIT);

        startWithAnotherConnection();

        assertThat(exists(id)).isTrue();
    }

    /** Docker finishes the commit after the process is killed. Podman cancels it. */
    @Test
    void removesTheImageOfABuildThatIsKilledDuringTheCommit() throws Exception {
        ContainerProcess process = new ContainerProcess(address, mark, ContainerProcess.Work.COMMIT);
        try {
            process.awaitReady();
            // Docker freezes a container to commit it.
            await(() -> !cli.containers("status=paused").isEmpty() || !process.isAlive());
        } finally {
            process.kill();
        }
        await(() -> cli.containers("status=paused").isEmpty());
        // The container of a killed build ends by itself, but later.
        cli.call("container", "rm", "--force", containers().get(0));

        startWithAnotherConnection();

        assertThat(cli.call("image", "ls", "--all", "--quiet", "--filter", "label=org.example.mark=" + mark))
                .isEmpty();
    }

    private void startWithAnotherConnection() {
        try (Engine other = open(address, Map.of())) {
            ContainerSpec spec = spec(base(), Map.of());
            other.start(spec).remove();
        }
    }

    @Test
    void keepsAContainerThatWasJustCreated() throws Exception {
        String name = "fdo-container-" + UUID.randomUUID();
        pull(base());
        cli.call("container", "create", "--name", name, base().toString());
        try {
            startWithAnotherConnection();

            assertThat(cli.containers("name=" + name)).containsExactly(name);
        } finally {
            cli.call("container", "rm", name);
        }
    }

    @Test
    void removesAReplacedImage() throws Exception {
        String id = build(base(), local("replaced"), OWN);
        assertThat(engine.removeUnused(id)).isTrue();
        assertThat(exists(id)).isTrue();

        engine.tag(pull(base()).id(), local("replaced"));

        assertThat(engine.removeUnused(id)).isTrue();
        assertThat(exists(id)).isFalse();
        assertThat(engine.removeUnused(id)).isTrue();
        assertThat(engine.find(base())).isPresent();
    }

    @Test
    void removesTheMarkOfAnImageThatHasItsTagAgain() throws Exception {
        String id = build(base(), local("restored"), OWN);
        engine.markReplaced(id);
        assertThat(tags(id)).hasSize(2);

        assertThat(engine.removeUnused(id)).isTrue();

        assertThat(tags(id)).containsExactly(local("restored").toString());
    }

    @Test
    void removesTheImageThatAKilledBuildHasReplaced() throws Exception {
        String id = build(base(), local("replaced"), OWN);
        engine.markReplaced(id);
        engine.tag(pull(base()).id(), local("replaced"));

        startWithAnotherConnection();

        assertThat(exists(id)).isFalse();
    }

    @Test
    void doesNotMarkAnImageWithoutFdoLabels() throws Exception {
        String id = pull(base()).id();

        engine.markReplaced(id);

        assertThat(tags(id)).noneMatch(tag -> tag.contains("fdo-in-progress"));
    }

    @Test
    void keepsAReplacedImageWithoutFdoLabels() throws Exception {
        String id = build(base(), local("replaced"), Map.of());
        engine.tag(pull(base()).id(), local("replaced"));

        assertThat(engine.removeUnused(id)).isTrue();

        assertThat(exists(id)).isTrue();
        cli.call("image", "rm", id);
    }

    @Test
    void keepsAReplacedImageThatAContainerUses() throws Exception {
        String id = build(base(), local("replaced"), OWN);
        Container user = start(spec(local("replaced")));
        engine.markReplaced(id);
        engine.tag(pull(base()).id(), local("replaced"));

        assertThat(engine.removeUnused(id)).isFalse();
        assertThat(exists(id)).isTrue();

        user.remove();
        assertThat(engine.removeUnused(id)).isTrue();
        assertThat(exists(id)).isFalse();
    }

    /** Docker keeps the base image until the last image built from it is removed. On Podman images do not need each other. */
    @Test
    void keepsAnImageThatIsBuiltFromAReplacedImage() throws Exception {
        String parent = build(base(), local("parent"), OWN);
        String child = build(local("parent"), local("child"), OWN);
        engine.tag(pull(base()).id(), local("parent"));

        engine.removeUnused(parent);
        Container user = start(spec(local("child")));
        assertThat(sh(user, "cat /built").text()).isEqualTo(local("child").toString());
        user.remove();

        engine.tag(pull(base()).id(), local("child"));
        assertThat(engine.removeUnused(child)).isTrue();
        assertThat(exists(child)).isFalse();
        assertThat(exists(parent)).isFalse();
        assertThat(engine.find(base())).isPresent();
    }

    private Reference local(String name) {
        return own("localhost/contract/" + name, mark);
    }

    /** Builds and tags an image with a layer of its own. */
    private String build(Reference from, Reference reference, Map<String, String> labels) {
        ContainerSpec spec = spec(from);
        Map<String, String> all = new HashMap<>(labels);
        all.put("org.example.mark", mark);
        Container container =
                start(new ContainerSpec(from, spec.image(), Optional.empty(), all, Optional.empty(), List.of()));
        sh(container, "echo " + reference + " >/built").text();
        String id = container.commit(COMMIT);
        engine.tag(id, reference);
        container.remove();
        return id;
    }

    /** A container from an image of the engine. */
    private ContainerSpec spec(Reference reference) {
        EngineImage image = reference.equals(base())
                ? pull(reference)
                : engine.find(reference).orElseThrow();
        return new ContainerSpec(
                reference, image, Optional.empty(), Map.of("org.example.mark", mark), Optional.empty(), List.of());
    }

    private boolean exists(String id) throws Exception {
        return cli.call("image", "ls", "--all", "--quiet", "--no-trunc").lines().anyMatch(id::equals);
    }

    private List<String> tags(String id) throws Exception {
        return cli.inspect(id)
                .get("RepoTags")
                .valueStream()
                .map(tag -> tag.asText())
                .toList();
    }

    private List<String> containers() throws Exception {
        return cli.containers("label=org.example.mark=" + mark);
    }

    private interface Condition {
        boolean isTrue() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.isTrue()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
