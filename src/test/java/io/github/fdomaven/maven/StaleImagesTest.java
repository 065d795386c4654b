package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.SessionData;
import org.junit.jupiter.api.Test;

class StaleImagesTest {

    private static final Reference BASE = Reference.parse("registry.example.org/group/app/base:1");
    private static final Reference TOOLS = Reference.parse("registry.example.org/group/app/tools:1");

    private final SessionData session = new DefaultSessionData();

    @Test
    void startsEmpty() {
        assertThat(StaleImages.of(session).isLeft()).isFalse();
        assertThat(StaleImages.of(session).isToBuild(BASE)).isFalse();
    }

    @Test
    void isSharedByAllGoalsOfTheRun() {
        StaleImages.of(session).add(BASE);

        assertThat(StaleImages.of(session).isToBuild(BASE)).isTrue();
        assertThat(StaleImages.of(session).isToBuild(TOOLS)).isFalse();
        assertThat(StaleImages.of(new DefaultSessionData()).isToBuild(BASE)).isFalse();
    }

    @Test
    void keepsImagesUntilTheyAreBuilt() {
        StaleImages images = StaleImages.of(session);
        images.add(BASE);
        images.add(TOOLS);

        StaleImages.of(session).built(BASE);

        assertThat(images.isToBuild(BASE)).isFalse();
        assertThat(images.isLeft()).isTrue();

        images.built(TOOLS);

        assertThat(images.isLeft()).isFalse();
    }
}
