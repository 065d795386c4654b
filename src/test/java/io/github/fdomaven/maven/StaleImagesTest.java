package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.image.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StaleImagesTest {

    private static final Reference BASE = Reference.parse("registry.example.org/app/base:1");
    private static final Reference TOOLS = Reference.parse("registry.example.org/app/tools:1");

    private final Map<String, Object> context = new HashMap<>();

    @Test
    void areNoneUntilOneIsFound() {
        StaleImages images = StaleImages.of(context);

        assertThat(images.isAny()).isFalse();
        assertThat(images.isToBuild(BASE)).isFalse();
    }

    @Test
    void areKnownToALaterGoalOfTheRun() {
        StaleImages.of(context).add(BASE);

        assertThat(StaleImages.of(context).isAny()).isTrue();
        assertThat(StaleImages.of(context).isToBuild(Reference.parse(BASE.toString())))
                .isTrue();
        assertThat(StaleImages.of(context).isToBuild(TOOLS)).isFalse();
    }

    @Test
    void areNotKnownToAnotherProjectOrRun() {
        StaleImages.of(context).add(BASE);

        assertThat(StaleImages.of(new HashMap<>()).isAny()).isFalse();
        assertThat(StaleImages.of(new HashMap<>()).isToBuild(BASE)).isFalse();
    }

    @Test
    void areBuiltOnceAndStayFound() {
        StaleImages.of(context).add(BASE);

        StaleImages.of(context).built(BASE);

        assertThat(StaleImages.of(context).isToBuild(BASE)).isFalse();
        assertThat(StaleImages.of(context).isAny()).isTrue();
    }

    @Test
    void areBuiltOneByOne() {
        StaleImages.of(context).add(BASE);
        StaleImages.of(context).add(TOOLS);

        StaleImages.of(context).built(BASE);

        assertThat(StaleImages.of(context).isToBuild(TOOLS)).isTrue();
    }

    @Test
    void mayBeBuiltWithoutHavingBeenStale() {
        StaleImages.of(context).built(BASE);

        assertThat(StaleImages.of(context).isAny()).isFalse();
        assertThat(StaleImages.of(context).isToBuild(BASE)).isFalse();
    }

    @Test
    void areKeptAsWhatAnotherClassLoaderKnowsToo() {
        StaleImages.of(context).add(BASE);

        assertThat(context.values()).hasSize(2).allSatisfy(value -> {
            assertThat(value.getClass().getClassLoader()).isNull();
            assertThat(value).isEqualTo(Set.of(BASE.toString()));
        });
    }

    @Test
    void leaveAloneWhatElseIsInTheContext() {
        context.put("other", "value");

        StaleImages.of(context).add(BASE);

        assertThat(context).containsEntry("other", "value");
    }
}
