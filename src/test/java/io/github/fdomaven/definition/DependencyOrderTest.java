package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {

    private static List<Integer> order(List<Integer> things, Map<Integer, List<Integer>> needs) {
        return DependencyOrder.of(things, thing -> needs.getOrDefault(thing, List.of()));
    }

    /** Edges at random, each from a higher to a lower number, so that there is no circle. */
    private static Map<Integer, List<Integer>> acyclic(int size, Random random) {
        Map<Integer, List<Integer>> needs = new HashMap<>();
        for (int thing = 0; thing < size; thing++) {
            List<Integer> lower = new ArrayList<>();
            for (int other = 0; other < thing; other++) {
                if (random.nextInt(3) == 0) {
                    lower.add(other);
                }
            }
            Collections.shuffle(lower, random);
            needs.put(thing, lower);
        }
        return needs;
    }

    private static List<Integer> shuffled(int size, Random random) {
        List<Integer> things = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(things, random);
        return things;
    }

    @Property
    void anyAcyclicGraphComesOutInAnOrderThatRespectsItsEdges(
            @ForAll @IntRange(max = 30) int size, @ForAll Random random) {
        Map<Integer, List<Integer>> needs = acyclic(size, random);
        List<Integer> things = shuffled(size, random);

        List<Integer> order = order(things, needs);

        assertThat(order).containsExactlyInAnyOrderElementsOf(things);
        needs.forEach((thing, needed) ->
                needed.forEach(one -> assertThat(order.indexOf(one)).isLessThan(order.indexOf(thing))));
    }

    @Property
    void anyCyclicGraphIsRefusedWithATrueCycle(@ForAll @IntRange(min = 1, max = 30) int size, @ForAll Random random) {
        Map<Integer, List<Integer>> needs = acyclic(size, random);
        int high = random.nextInt(size);
        int low = random.nextInt(high + 1);
        // A way down from the one, and an edge back up from the other.
        needs.get(high).add(low);
        needs.get(low).add(high);

        CycleException refused = catchThrowableOfType(CycleException.class, () -> order(shuffled(size, random), needs));

        List<?> path = refused.path();
        assertThat(path).hasSizeGreaterThan(1);
        assertThat(path.get(0)).isEqualTo(path.get(path.size() - 1));
        assertThat(path.subList(1, path.size())).doesNotHaveDuplicates();
        for (int i = 1; i < path.size(); i++) {
            assertThat(needs.get((Integer) path.get(i - 1))).contains((Integer) path.get(i));
        }
    }

    @Test
    void whatNeedsNothingStaysAsItIsGiven() {
        assertThat(order(List.of(3, 1, 2), Map.of())).containsExactly(3, 1, 2);
        assertThat(order(List.of(3, 1, 2), Map.of(3, List.of(2)))).containsExactly(2, 3, 1);
    }

    @Test
    void aCircleIsDrawn() {
        assertThatExceptionOfType(CycleException.class)
                .isThrownBy(() -> order(List.of(1, 2, 3), Map.of(1, List.of(2), 2, List.of(3), 3, List.of(2))))
                .withMessage("2 → 3 → 2");
    }

    @Test
    void aChainMayBeLongerThanTheStackIsDeep() {
        List<Integer> things = IntStream.range(0, 100_000).boxed().toList();

        List<Integer> order =
                DependencyOrder.of(things, thing -> thing + 1 < things.size() ? List.of(thing + 1) : List.of());

        assertThat(order.get(0)).isEqualTo(99_999);
    }
}
