package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaseStateTest {

    private static final BaseState FRESH = new BaseState.Fresh(Inspected.BASE, Inspected.THEN);
    private static final BaseState STALE = new BaseState.Stale(Inspected.BASE, Inspected.THEN, Inspected.NOW);
    private static final BaseState UNKNOWN =
            new BaseState.Unknown(Optional.of("debian"), Optional.of(Inspected.THEN), "nobody knows");

    @Test
    void isOneOfThreeWords() {
        assertThat(FRESH.word()).isEqualTo("FRESH");
        assertThat(STALE.word()).isEqualTo("STALE");
        assertThat(UNKNOWN.word()).isEqualTo("UNKNOWN");
    }

    @Test
    void isSaidInASentenceWithBothDigests() {
        assertThat(FRESH.sentence()).isEqualTo("its base docker.io/library/debian:bookworm is still " + Inspected.THEN);
        assertThat(STALE.sentence())
                .isEqualTo("its base docker.io/library/debian:bookworm was " + Inspected.THEN
                        + " when it was built, and is " + Inspected.NOW + " now");
        assertThat(UNKNOWN.sentence()).isEqualTo("nobody knows");
    }

    @Test
    void hasTheBaseAndItsDigestsThenAndNow() {
        assertThat(FRESH.base()).contains("docker.io/library/debian:bookworm");
        assertThat(FRESH.built()).contains(Inspected.THEN);
        assertThat(FRESH.now()).contains(Inspected.THEN);
        assertThat(STALE.base()).contains("docker.io/library/debian:bookworm");
        assertThat(STALE.built()).contains(Inspected.THEN);
        assertThat(STALE.now()).contains(Inspected.NOW);
        assertThat(UNKNOWN.base()).contains("debian");
        assertThat(UNKNOWN.built()).contains(Inspected.THEN);
        assertThat(UNKNOWN.now()).isEmpty();
    }

    @Test
    void makesAnImageStaleOnlyIfTheBaseHasChanged() {
        assertThat(new CheckedBase(Inspected.IMAGE, FRESH).isStale()).isFalse();
        assertThat(new CheckedBase(Inspected.IMAGE, STALE).isStale()).isTrue();
        assertThat(new CheckedBase(Inspected.IMAGE, UNKNOWN).isStale()).isFalse();
    }

    @Test
    void readsBehindTheImage() {
        assertThat(new CheckedBase(Inspected.IMAGE, UNKNOWN))
                .hasToString("[base] registry.example.org/app/base:1: UNKNOWN: nobody knows");
    }
}
