package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.support.FixableException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Dependents and pokes for tests. */
public final class Dependents {

    /** The trigger token of all dependents. */
    public static final String TOKEN = "glptt-secret+1";

    private Dependents() {}

    /** {@return a dependent of some images, or of all images} */
    public static Dependent of(String project, String... images) {
        return of(project, () -> GitLabToken.trigger(TOKEN), images);
    }

    /** {@return a dependent whose token is not set} */
    public static Dependent withoutToken(String project, String... images) {
        return of(
                project,
                () -> {
                    throw new FixableException(project + " has no token.");
                },
                images);
    }

    private static Dependent of(String project, Supplier<GitLabToken> token, String... images) {
        return new Dependent(new ProjectId(project), new Ref("main"), token, Set.of(images), Map.of());
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
