package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.Container;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies that no image without a tag remains, and that images in use are kept. */
@MethodSource("io.github.fdomaven.engine.docker.EngineContract#buildah")
class LeftoverContractTest extends EngineContract {

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
    void keepsTheImageOfARunningBuild() throws Exception {
        String id = start(base(), OWN).commit(COMMIT);

        startWithAnotherConnection();

        assertThat(exists(id)).isTrue();
    }

    @Test
    void keepsAContainerThatWasJustCreated() throws Exception {
        String name = "fdo-container-" + UUID.randomUUID();
        pull(base());
        cli.createContainer(name, base().toString());
        try {
            startWithAnotherConnection();

            assertThat(cli.containers("name=" + name)).contains(name);
        } finally {
            cli.removeContainer(name);
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
        cli.removeImage(id);
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
}
