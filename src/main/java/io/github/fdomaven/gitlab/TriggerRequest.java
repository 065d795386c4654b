package io.github.fdomaven.gitlab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A pipeline that is wanted.
 *
 * @param project whose
 * @param ref the branch or tag to run it for
 * @param token what lets us
 * @param variables what the pipeline is given, in this order. Its jobs can read all of it: no place for secrets
 */
public record TriggerRequest(ProjectId project, Ref ref, TriggerToken token, Map<String, String> variables) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,255}");

    /**
     * Takes a copy, and makes sure that GitLab can take the variables.
     *
     * @param project whose
     * @param ref the branch or tag to run it for
     * @param token what lets us
     * @param variables what the pipeline is given
     * @throws IllegalArgumentException naming the variable that is not valid
     */
    public TriggerRequest {
        variables.keySet().forEach(TriggerRequest::checkVariable);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /**
     * Makes sure that a variable can be given to a pipeline.
     *
     * @param name its name
     * @throws IllegalArgumentException if it cannot
     */
    public static void checkVariable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is not the name of a variable: valid are up to 255 letters from A to Z, digits and '_'.");
        }
    }
}
