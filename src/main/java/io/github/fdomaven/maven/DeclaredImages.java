package io.github.fdomaven.maven;

import io.github.fdomaven.config.OtherImages;
import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.oci.Repository;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
record DeclaredImages(MavenRun run, Xpp3Dom configuration, OtherImages others) {

    /** The images of the plugin's own configuration, and of that of each execution, which has the plugin's in it. */
    static List<DeclaredImages> of(MavenRun run, Plugin declared, OtherImages others) {
        List<Object> configurations = new ArrayList<>();
        configurations.add(declared.getConfiguration());
        declared.getExecutions().stream().map(PluginExecution::getConfiguration).forEach(configurations::add);
        return configurations.stream()
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> new DeclaredImages(run, (Xpp3Dom) configuration, others))
                .toList();
    }

    /**
     * Reads them.
     *
     * @throws io.github.fdomaven.support.FixableException naming the setting that is not valid
     */
    PomImages read() {
        SettingSources sources = run.quietSources(values(configuration));
        Repository repository = RegistrySettings.read(sources).repository(run.localName());
        List<PomImages.Element> elements = new ArrayList<>();
        Xpp3Dom images = configuration.getChild("images");
        if (images != null) {
            for (Xpp3Dom image : images.getChildren()) {
                elements.add(new PomImages.Element(values(image), labels(image)));
            }
        }
        return new PomImages(sources, labels(configuration), elements, run.directory(), repository, others);
    }

    private static Map<Setting, String> values(Xpp3Dom dom) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Xpp3Dom child = dom.getChild(setting.element());
            if (child != null && child.getValue() != null) {
                values.put(setting, child.getValue());
            }
        }
        return values;
    }

    private static Map<String, String> labels(Xpp3Dom dom) {
        Map<String, String> labels = new HashMap<>();
        Xpp3Dom all = dom.getChild("labels");
        if (all != null) {
            for (Xpp3Dom label : all.getChildren()) {
                labels.put(label.getName(), label.getValue() == null ? "" : label.getValue());
            }
        }
        return labels;
    }
}
