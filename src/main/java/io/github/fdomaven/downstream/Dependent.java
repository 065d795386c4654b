package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.gitlab.TriggerRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A project that uses images of this project as base images. Its pipeline is triggered after a rebuild.
 *
 * @param project the project
 * @param ref the branch or tag that its pipeline runs for
 * @param token gives a token that can trigger its pipelines, or fails with the setting that is missing or invalid
 * @param images the names of the images that it depends on; empty for all images
 * @param variables the variables of its pipeline
 */
public record Dependent(
        ProjectId project, Ref ref, Supplier<GitLabToken> token, Set<String> images, Map<String, String> variables) {

    public Dependent {
        images = Collections.unmodifiableSet(new LinkedHashSet<>(images));
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        variables.keySet().forEach(TriggerRequest::checkVariable);
        if (variables.containsKey(PokeChain.VARIABLE)) {
            throw new IllegalArgumentException("The plugin itself sets the variable " + PokeChain.VARIABLE
                    + " to detect loops. Remove it from <variables>.");
        }
    }

    /** {@return whether this project depends on an image} */
    public boolean dependsOn(String image) {
        return images.isEmpty() || images.contains(image);
    }

    /** {@return whether another dependent has the same pipeline: the same project, ref and variables} */
    public boolean hasSamePipelineAs(Dependent other) {
        return project.isSameAs(other.project) && ref.equals(other.ref) && variables.equals(other.variables);
    }

    TriggerRequest triggerRequest(PokeChain chain) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        if (!chain.projects().isEmpty()) {
            all.put(PokeChain.VARIABLE, chain.toString());
        }
        return new TriggerRequest(project, ref, token.get(), all);
    }

    /** Returns the project and the ref, for messages. */
    @Override
    public String toString() {
        return project + " (" + ref + ")";
    }
}
