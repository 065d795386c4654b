package io.github.fdomaven.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Puts things into an order in which each comes after all that it needs. */
public final class DependencyOrder<T> {

    private final Function<T, List<T>> needs;
    private final Set<T> done = new LinkedHashSet<>();

    /** The things that wait for what they need, each for the one after it. */
    private final Deque<Visit<T>> waiting = new ArrayDeque<>();

    private final Set<T> isWaiting = new LinkedHashSet<>();

    private DependencyOrder(Function<T, List<T>> needs) {
        this.needs = needs;
    }

    private record Visit<T>(T thing, Iterator<T> needed) {}

    /**
     * Finds the order. Things that do not need each other stay as they are given.
     *
     * @param <T> what they are; they are told apart by equality
     * @param things all of them
     * @param needs gives what a thing needs, which is among the things
     * @return the things, each after all that it needs
     * @throws CycleException if some need each other in a circle
     */
    public static <T> List<T> of(List<T> things, Function<T, List<T>> needs) {
        DependencyOrder<T> order = new DependencyOrder<>(needs);
        things.forEach(order::visit);
        return List.copyOf(order.done);
    }

    /** Without recursion, for a chain may be longer than the stack is deep. */
    private void visit(T first) {
        enter(first);
        while (!waiting.isEmpty()) {
            Visit<T> visit = waiting.getLast();
            if (visit.needed().hasNext()) {
                enter(visit.needed().next());
            } else {
                waiting.removeLast();
                isWaiting.remove(visit.thing());
                done.add(visit.thing());
            }
        }
    }

    private void enter(T thing) {
        if (isWaiting.contains(thing)) {
            throw new CycleException(circle(thing));
        }
        if (!done.contains(thing)) {
            isWaiting.add(thing);
            waiting.addLast(new Visit<>(thing, needs.apply(thing).iterator()));
        }
    }

    private List<T> circle(T thing) {
        List<T> all = new ArrayList<>(isWaiting);
        List<T> circle = new ArrayList<>(all.subList(all.indexOf(thing), all.size()));
        circle.add(thing);
        return circle;
    }
}
