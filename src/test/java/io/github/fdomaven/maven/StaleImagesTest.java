package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.SessionData;
import org.junit.jupiter.api.Test;

class StaleImagesTest {

    private static final Reference BASE = Reference.parse("registry.example.org/group/app/base:1");
    private static final Reference DEBIAN = Reference.parse("docker.io/library/debian:bookworm");
    private static final Reference TOOLS = Reference.parse("registry.example.org/group/app/tools:1");

    private final SessionData session = new DefaultSessionData();

    private static StaleImages stale(SessionData session) {
        return StaleImages.of(session);
    }

    @Test
    void startsEmpty() {
        assertThat(stale(session).changedBases().isEmpty()).isTrue();
        assertThat(stale(session).isToBuild(BASE)).isFalse();
    }

    @Test
    void isSharedByAllGoalsOfTheRun() {
        stale(session).add(BASE, DEBIAN);

        assertThat(stale(session).isToBuild(BASE)).isTrue();
        assertThat(stale(session).changedBase(BASE)).contains(DEBIAN);
        assertThat(stale(session).changedBase(TOOLS)).isEmpty();
        assertThat(stale(session).isToBuild(TOOLS)).isFalse();
        assertThat(stale(new DefaultSessionData()).isToBuild(BASE)).isFalse();
    }

    @Test
    void keepsImagesUntilTheyAreBuilt() {
        StaleImages images = stale(session);
        images.add(BASE, DEBIAN);
        images.add(TOOLS, BASE);

        stale(session).built(BASE);

        assertThat(images.isToBuild(BASE)).isFalse();
        assertThat(images.changedBases().isEmpty()).isFalse();

        images.built(TOOLS);

        assertThat(images.changedBases().isEmpty()).isTrue();
    }
}
