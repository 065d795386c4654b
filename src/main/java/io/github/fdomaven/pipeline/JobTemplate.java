package io.github.fdomaven.pipeline;

import io.github.fdomaven.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all jobs of a generated pipeline have in common, as the user wrote it. The texts may contain variables of GitLab.
 *
 * @param image the image in which the jobs run Maven; empty for that of the runner or of an extended template
 * @param tags the tags of the runners
 * @param platformTags the tags of the runners for the images of a platform
 * @param beforeScript the commands before Maven
 * @param services the images of the services
 * @param variables the variables
 * @param includes the paths in the project, and the addresses, of the files with templates
 * @param templates the templates that the jobs extend
 */
public record JobTemplate(
        Optional<String> image,
        List<String> tags,
        Map<Platform, List<String>> platformTags,
        Optional<String> beforeScript,
        List<String> services,
        Map<String, String> variables,
        List<String> includes,
        List<String> templates) {

    public JobTemplate {
        tags = List.copyOf(tags);
        platformTags = Map.copyOf(platformTags);
        services = List.copyOf(services);
        includes = List.copyOf(includes);
        templates = List.copyOf(templates);
    }

    /** The tags for the images of a platform, if they differ from those of the other jobs. */
    Optional<List<String>> tags(Platform platform) {
        return platformTags.entrySet().stream()
                .filter(entry -> entry.getKey().isSameAs(platform))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether an include is a file of the project. */
    static boolean isLocal(String include) {
        return !include.startsWith("https://") && !include.startsWith("http://");
    }
}
