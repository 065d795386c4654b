package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.SessionData;
import org.junit.jupiter.api.Test;

class SessionRebuildsTest {

    private static final Reference BASE = Reference.parse("registry.example.org/group/app/base:1");
    private static final Reference DEBIAN = Reference.parse("docker.io/library/debian:bookworm");
    private static final Reference TOOLS = Reference.parse("registry.example.org/group/app/tools:1");

    private final SessionData session = new DefaultSessionData();

    private static SessionRebuilds stale(SessionData session) {
        return SessionRebuilds.of(session);
    }

    @Test
    void startsEmpty() {
        assertThat(stale(session).demanded().isEmpty()).isTrue();
        assertThat(stale(session).isToBuild(BASE)).isFalse();
    }

    @Test
    void isSharedByAllGoalsOfTheRun() {
        stale(session).add(BASE, Optional.of(DEBIAN));

        assertThat(stale(session).isToBuild(BASE)).isTrue();
        assertThat(stale(session).rebuild(BASE))
                .contains(new Rebuild("its base image has changed", Optional.of(DEBIAN)));
        assertThat(stale(session).rebuild(TOOLS)).isEmpty();
        assertThat(stale(session).isToBuild(TOOLS)).isFalse();
        assertThat(stale(new DefaultSessionData()).isToBuild(BASE)).isFalse();
    }

    @Test
    void keepsTheBaseImageThatHasChangedIfPackagesHaveUpdatesToo() {
        SessionRebuilds images = stale(session);
        images.add(BASE, Optional.of(DEBIAN));
        images.add(BASE, Optional.empty());
        images.add(TOOLS, Optional.empty());

        assertThat(images.rebuild(BASE)).contains(new Rebuild("its base image has changed", Optional.of(DEBIAN)));
        assertThat(images.rebuild(TOOLS)).contains(new Rebuild("its packages have updates", Optional.empty()));

        images.add(TOOLS, Optional.of(BASE));

        assertThat(images.rebuild(TOOLS)).contains(new Rebuild("its base image has changed", Optional.of(BASE)));
    }

    @Test
    void keepsImagesUntilTheyAreBuilt() {
        SessionRebuilds images = stale(session);
        images.add(BASE, Optional.of(DEBIAN));
        images.add(TOOLS, Optional.of(BASE));

        stale(session).built(BASE);

        assertThat(images.isToBuild(BASE)).isFalse();
        assertThat(images.demanded().isEmpty()).isFalse();

        images.built(TOOLS);

        assertThat(images.demanded().isEmpty()).isTrue();
    }
}
