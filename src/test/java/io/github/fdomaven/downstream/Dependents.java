package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dependents and pokes for tests. */
public final class Dependents {

    /** The trigger token of all dependents. */
    public static final String TOKEN = "glptt-secret+1";

    private Dependents() {}

    /** {@return a dependent of some images, or of all images} */
    public static Dependent of(String project, String... images) {
        return new Dependent(
                new ProjectId(project), new Ref("main"), GitLabToken.trigger(TOKEN), Set.of(images), Map.of());
    }

    /** {@return a poke with a pipeline} */
    public static Poke poked(String project, long id) {
        Pipeline pipeline = new Pipeline(
                id, "created", Optional.of(URI.create("https://gitlab.example.com/" + project + "/-/pipelines/" + id)));
        return new Poke(of(project), Poke.Outcome.POKED, Optional.of(pipeline), Optional.empty());
    }

    /** {@return a poke without a pipeline} */
    public static Poke notPoked(String project, Poke.Outcome outcome, String message) {
        return Poke.withoutPipeline(of(project), outcome, message);
    }
}
