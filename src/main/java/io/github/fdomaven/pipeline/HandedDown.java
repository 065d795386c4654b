package io.github.fdomaven.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job that generates a pipeline was given, and hands down to the jobs of that pipeline.
 *
 * @param pipelineId the ID of the pipeline that the labels of the images name
 * @param variables the environment variables that are settings
 * @param directory the directory in the project in which Maven runs; empty for the top directory
 * @param maven the Maven command: the program, the options, and the goal that builds images
 * @param properties the options that follow the goal
 * @param shell writes the command
 */
public record HandedDown(
        Optional<String> pipelineId,
        Map<String, String> variables,
        Optional<String> directory,
        List<String> maven,
        List<String> properties,
        JobShell shell) {

    public HandedDown {
        variables = Map.copyOf(variables);
        maven = List.copyOf(maven);
        properties = List.copyOf(properties);
    }

    /** Variables with their values as GitLab reads them. They are sorted, so that the same plan always gives the same file. */
    Map<String, String> values(Map<String, String> texts) {
        Map<String, String> values = new LinkedHashMap<>();
        texts.keySet().stream().sorted().forEach(name -> values.put(name, shell.value(texts.get(name))));
        return values;
    }
}
