package io.github.fdomaven.maven;

import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.oci.Repository;
import java.util.HashSet;
import java.util.Set;

/**
 * What a goal is given to work with.
 *
 * @param run the run of Maven that it is part of
 * @param sources where settings may be set
 * @param configuration the configuration of the plugin
 * @param plugin what Maven knows this plugin by
 */
record GoalInput(MavenRun run, SettingSources sources, PluginConfiguration configuration, String plugin) {

    /** The images of the POM, below a repository. */
    PomImages images(Repository repository) {
        return new PomImages(
                sources,
                configuration.labels(),
                configuration.images(),
                run.directory(),
                repository,
                new ReactorImages(run, plugin));
    }

    /** The names of all images, those of other modules and executions included. */
    Set<String> names() {
        Set<String> names = new HashSet<>(new ReactorImages(run, plugin).allNames());
        // Where they are has nothing to do with how they are called.
        names.addAll(images(Repository.parse("localhost/any")).allNames());
        return names;
    }
}
