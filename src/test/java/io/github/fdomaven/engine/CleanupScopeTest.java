package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupScopeTest {

    private final List<String> released = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final CleanupScope scope = new CleanupScope(warnings::add);

    @Test
    void releasesInReverseOrder() {
        assertThat(acquire("image")).isEqualTo("image");
        acquire("tag");
        assertThat(released).isEmpty();

        scope.close();

        assertThat(released).containsExactly("tag", "image");
        assertThat(warnings).isEmpty();
    }

    @Test
    void keepsWhatIsCommitted() {
        acquire("image");
        scope.commit();

        scope.close();

        assertThat(released).isEmpty();
    }

    @Test
    void releasesWhatIsAcquiredAfterACommit() {
        acquire("image");
        scope.commit();
        acquire("tag");

        scope.close();

        assertThat(released).containsExactly("tag");
    }

    @Test
    void releasesNothingIfAcquiringFails() {
        EnvironmentException failure = new EnvironmentException("disk full");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> scope.<String>acquire(
                        () -> {
                            throw failure;
                        },
                        released::add))
                .isSameAs(failure);
        scope.close();

        assertThat(released).isEmpty();
    }

    @Test
    void reportsAnInterruptionInsteadOfTheFailureThatItCauses() {
        FixableException failure = new FixableException("The step exec failed: it ended with status 137.");

        assertThatThrownBy(() -> scope.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> scope.run(() -> {
                    scope.close();
                    throw failure;
                }))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Interrupted.")
                .hasCause(failure);
    }

    @Test
    void releasesTheRestIfAReleaseFails() {
        acquire("image");
        scope.acquire(() -> "tag", tag -> {
            throw new EnvironmentException("the engine is gone");
        });
        acquire("container");

        scope.close();

        assertThat(released).containsExactly("container", "image");
        assertThat(warnings).containsExactly("the engine is gone");
    }

    @Test
    void releasesOnlyOnce() {
        acquire("image");

        scope.close();
        scope.close();

        assertThat(released).containsExactly("image");
    }

    @Test
    void acquiresNothingAfterAnInterruption() {
        scope.close();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> acquire("image"))
                .withMessage("Interrupted.");
        assertThat(released).isEmpty();
    }

    private String acquire(String resource) {
        return scope.acquire(() -> resource, released::add);
    }
}
