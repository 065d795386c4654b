package io.github.fdomaven.gitlab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request to trigger a pipeline.
 *
 * @param project the project
 * @param ref the branch or tag to run the pipeline for
 * @param token the token
 * @param variables the variables of the pipeline, in order. Its jobs can read them: no secrets
 */
public record TriggerRequest(ProjectId project, Ref ref, GitLabToken token, Map<String, String> variables) {

    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z0-9_]{1,255}");

    public TriggerRequest {
        variables.keySet().forEach(TriggerRequest::checkVariable);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Refuses a name that no variable can have. */
    public static void checkVariable(String name) {
        if (!VARIABLE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is not the name of a variable. Valid are up to 255 letters from A to Z, digits and '_'.");
        }
    }
}
