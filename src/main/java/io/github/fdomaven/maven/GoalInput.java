package io.github.fdomaven.maven;

import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.oci.Repository;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a goal is given to work with.
 *
 * @param run the run of Maven that it is part of
 * @param sources where settings may be set
 * @param labels labels of all images
 * @param elements what the POM has for each image
 * @param plugin what Maven knows this plugin by
 */
record GoalInput(
        MavenRun run,
        SettingSources sources,
        Map<String, String> labels,
        List<PomImages.Element> elements,
        String plugin) {

    /** The images of the POM, below a repository. */
    PomImages images(Repository repository) {
        return new PomImages(sources, labels, elements, run.directory(), repository, new ReactorImages(run, plugin));
    }

    /** The names of all images, those of other modules and executions included. */
    Set<String> names() {
        Set<String> names = new HashSet<>(new ReactorImages(run, plugin).allNames());
        // Where they are has nothing to do with how they are called.
        names.addAll(images(Repository.parse("localhost/any")).allNames());
        return names;
    }
}
