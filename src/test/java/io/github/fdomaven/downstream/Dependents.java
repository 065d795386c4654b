package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.gitlab.PipelineStatus;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.gitlab.TriggerToken;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dependents for tests, and what becomes of them. */
public final class Dependents {

    /** The token of them all. */
    public static final String TOKEN = "glptt-secret+1";

    private Dependents() {}

    /** {@return a dependent of some images, or of all} */
    public static Dependent of(String project, String... images) {
        return new Dependent(
                new ProjectId(project), new Ref("main"), new TriggerToken(TOKEN), Set.of(images), Map.of());
    }

    /** {@return one that was poked} */
    public static Poke poked(String project, long id) {
        Pipeline pipeline = new Pipeline(
                id,
                new PipelineStatus("created"),
                Optional.of(URI.create("https://gitlab.example.com/" + project + "/-/pipelines/" + id)));
        return new Poke(of(project), PokeOutcome.POKED, Optional.of(pipeline), Optional.empty());
    }

    /** {@return one that was not} */
    public static Poke not(String project, PokeOutcome outcome, String message) {
        return Poke.without(of(project), outcome, message);
    }
}
