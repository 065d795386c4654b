package io.github.fdomaven.maven;

import io.github.fdomaven.config.OtherImages;
import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.oci.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The images of one configuration of the plugin in a POM, which Maven has not filled in, for it is not its turn.
 *
 * @param run the run, as the module sees it whose POM it is
 * @param configuration the configuration
 * @param others the images of modules other than that one
 */
record DeclaredImages(MavenRun run, PluginConfiguration configuration, OtherImages others) {

    /** The images of the plugin's own configuration, and of that of each execution, which has the plugin's in it. */
    static List<DeclaredImages> of(MavenRun run, Plugin declared, OtherImages others) {
        List<Object> configurations = new ArrayList<>();
        configurations.add(declared.getConfiguration());
        declared.getExecutions().stream().map(PluginExecution::getConfiguration).forEach(configurations::add);
        return configurations.stream()
                .filter(Xpp3Dom.class::isInstance)
                .map(dom -> new PluginConfiguration((Xpp3Dom) dom, UnaryOperator.identity()))
                .map(configuration -> new DeclaredImages(run, configuration, others))
                .toList();
    }

    /**
     * Reads them.
     *
     * @throws io.github.fdomaven.support.FixableException naming the setting that is not valid
     */
    PomImages read() {
        SettingSources sources = run.quietSources(configuration.values());
        Repository repository = RegistrySettings.read(sources).repository(run.localName());
        return new PomImages(
                sources, configuration.labels(), configuration.images(), run.directory(), repository, others);
    }
}
