package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.gitlab.TriggerRequest;
import io.github.fdomaven.gitlab.TriggerToken;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A project that builds on our images, and wants to know when they are rebuilt.
 *
 * @param project the project
 * @param ref the branch or tag that its pipeline runs for
 * @param token what lets us trigger it
 * @param images the names of the images it depends on; none means all
 * @param variables what its pipeline is given besides
 */
public record Dependent(
        ProjectId project, Ref ref, TriggerToken token, Set<String> images, Map<String, String> variables) {

    /**
     * Takes copies, and makes sure that GitLab can take the variables.
     *
     * @param project the project
     * @param ref the branch or tag that its pipeline runs for
     * @param token what lets us trigger it
     * @param images the names of the images it depends on; none means all
     * @param variables what its pipeline is given besides
     * @throws IllegalArgumentException naming the variable that is not valid
     */
    public Dependent {
        images = Collections.unmodifiableSet(new LinkedHashSet<>(images));
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        variables.keySet().forEach(TriggerRequest::checkVariable);
        if (variables.containsKey(PokeChain.VARIABLE)) {
            throw new IllegalArgumentException("It is given the variable " + PokeChain.VARIABLE
                    + ", which is for the plugin to set: it is how loops are found. Take it out of <variables>.");
        }
    }

    /** {@return whether a rebuild of an image concerns it}
     *
     * @param image the image's name
     */
    public boolean dependsOn(String image) {
        return images.isEmpty() || images.contains(image);
    }

    /** The wish for its pipeline. */
    TriggerRequest trigger(PokeChain chain) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        if (!chain.projects().isEmpty()) {
            all.put(PokeChain.VARIABLE, chain.toString());
        }
        return new TriggerRequest(project, ref, token, all);
    }

    /** The project and the ref, for a message. */
    @Override
    public String toString() {
        return project + " (" + ref + ")";
    }
}
