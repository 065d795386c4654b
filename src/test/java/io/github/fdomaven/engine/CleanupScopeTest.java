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

    private final List<String> undone = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @Test
    void undoesWhatWasMadeInReverseOrder() {
        try (CleanupScope leftovers = new CleanupScope(complaints::add)) {
            assertThat(make(leftovers, "image")).isEqualTo("image");
            make(leftovers, "tag");

            assertThat(undone).isEmpty();
        }

        assertThat(undone).containsExactly("tag", "image");
        assertThat(complaints).isEmpty();
    }

    @Test
    void letsStayWhatIsKept() {
        try (CleanupScope leftovers = new CleanupScope(complaints::add)) {
            make(leftovers, "image");
            leftovers.keep();
        }

        assertThat(undone).isEmpty();
    }

    @Test
    void undoesWhatIsMadeAfterWhatIsKept() {
        try (CleanupScope leftovers = new CleanupScope(complaints::add)) {
            make(leftovers, "image");
            leftovers.keep();
            make(leftovers, "tag");
        }

        assertThat(undone).containsExactly("tag");
    }

    @Test
    void undoesNothingThatWasNotMade() {
        EnvironmentException failure = new EnvironmentException("disk full");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> {
                    try (CleanupScope leftovers = new CleanupScope(complaints::add)) {
                        leftovers.<String>make(
                                () -> {
                                    throw failure;
                                },
                                undone::add);
                    }
                })
                .isSameAs(failure);
        assertThat(undone).isEmpty();
    }

    @Test
    void tellsOfAnInterruptionWhateverFailsOfIt() {
        FixableException failure = new FixableException("The step exec failed: it ended with status 137.");
        CleanupScope leftovers = new CleanupScope(complaints::add);

        assertThatThrownBy(() -> leftovers.during(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> leftovers.during(() -> {
                    leftovers.close();
                    throw failure;
                }))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Interrupted.")
                .hasCause(failure);
    }

    @Test
    void undoesTheRestIfSomethingCannotBeUndone() {
        try (CleanupScope leftovers = new CleanupScope(complaints::add)) {
            make(leftovers, "image");
            leftovers.make(() -> "tag", tag -> {
                throw new EnvironmentException("the engine is gone");
            });
            make(leftovers, "container");
        }

        assertThat(undone).containsExactly("container", "image");
        assertThat(complaints).containsExactly("the engine is gone");
    }

    @Test
    void undoesEachThingOnce() {
        CleanupScope leftovers = new CleanupScope(complaints::add);
        make(leftovers, "image");

        leftovers.close();
        leftovers.close();

        assertThat(undone).containsExactly("image");
    }

    @Test
    void makesNothingMoreOnceItIsInterrupted() {
        CleanupScope leftovers = new CleanupScope(complaints::add);
        leftovers.close();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> make(leftovers, "image"))
                .withMessage("Interrupted.");
        assertThat(undone).isEmpty();
    }

    private String make(CleanupScope leftovers, String thing) {
        return leftovers.make(() -> thing, undone::add);
    }
}
