package io.github.fdomaven.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Things need each other in a circle, so that there is no order. */
public final class CycleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<?> path;

    /**
     * Takes the circle.
     *
     * @param path its members, each of which needs the next; the first one is also the last
     */
    CycleException(List<?> path) {
        super(path.stream().map(Object::toString).collect(Collectors.joining(" → ")));
        this.path = List.copyOf(path);
    }

    /** {@return the members of the circle, each of which needs the next; the first one is also the last} */
    public List<?> path() {
        return path;
    }
}
