package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.SessionData;
import org.junit.jupiter.api.Test;

class PokesAtEndTest {

    private static final Set<String> ALL = Set.of("a:poke", "b:poke", "b:again");

    private final SessionData session = new DefaultSessionData();

    private boolean isLast(String execution) {
        return PokesAtEnd.isLast(session, ALL, execution);
    }

    @Test
    void theExecutionThatEndsLastIsTheLast() {
        assertThat(isLast("b:again")).isFalse();
        assertThat(isLast("a:poke")).isFalse();
        assertThat(isLast("b:poke")).isTrue();
    }

    @Test
    void anExecutionThatMavenRepeatsIsNotLastAgain() {
        ALL.forEach(this::isLast);

        assertThat(isLast("a:poke")).isFalse();
    }

    @Test
    void countsTheExecutionsOfOneRunOfMaven() {
        ALL.forEach(execution -> PokesAtEnd.isLast(new DefaultSessionData(), ALL, execution));

        assertThat(isLast("a:poke")).isFalse();
    }

    @Test
    void oneOfManyParallelExecutionsIsTheLast() {
        List<String> many = IntStream.range(0, 1000).mapToObj(i -> "module" + i).toList();
        Set<String> all = Set.copyOf(many);

        assertThat(many.parallelStream().filter(execution -> PokesAtEnd.isLast(session, all, execution)))
                .hasSize(1);
    }
}
