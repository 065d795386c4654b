package io.github.fdomaven.maven;

import io.github.fdomaven.build.ImageRequest;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.NamedImage;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.recipe.Base;
import io.github.fdomaven.settings.PomImages;
import io.github.fdomaven.settings.RegistrySettings;
import io.github.fdomaven.settings.Setting;
import io.github.fdomaven.settings.SettingSources;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The images of the other modules of a run, as far as their POMs tell. An image may be FROM one of those, but only if Maven
 * knows which module comes first; otherwise it would be built from yesterday's base, or from none.
 */
final class ReactorImages {

    private final MavenRun run;
    private final String plugin;

    ReactorImages(MavenRun run, String plugin) {
        this.run = run;
        this.plugin = plugin;
    }

    /**
     * Makes sure that every base that is an image of another module is built before.
     *
     * @throws FixableException naming the module that must be depended on
     */
    void check(List<ImageRequest> requests, Repository repository) {
        if (run.session().getProjects().size() < 2) {
            return;
        }
        Map<Reference, MavenProject> owners = owners();
        for (ImageRequest request : requests) {
            Optional.ofNullable(owners.get(base(request.recipe().base(), repository)))
                    .filter(owner -> !isBefore(owner))
                    .ifPresent(owner -> {
                        throw new FixableException("The image '" + request.name() + "' is FROM "
                                + request.recipe().base().text() + ", which is an image of the module "
                                + owner.getArtifactId()
                                + ", but Maven does not know that it must build that one first: add "
                                + owner.getGroupId() + ":" + owner.getArtifactId() + " to the <dependencies> of "
                                + run.project().getArtifactId() + ", with its <type>" + owner.getPackaging()
                                + "</type>.");
                    });
        }
    }

    private static Reference base(Base base, Repository repository) {
        return base instanceof Base.Relative relative
                ? relative.within(repository)
                : ((Base.Absolute) base).reference();
    }

    private boolean isBefore(MavenProject owner) {
        return run.session()
                .getProjectDependencyGraph()
                .getUpstreamProjects(run.project(), true)
                .contains(owner);
    }

    private Map<Reference, MavenProject> owners() {
        Map<Reference, MavenProject> owners = new HashMap<>();
        for (MavenProject other : run.session().getProjects()) {
            Plugin declared = other.getPlugin(plugin);
            if (other != run.project() && declared != null) {
                names(run.of(other), declared).forEach(image -> owners.put(image.reference(), other));
            }
        }
        return owners;
    }

    private static List<NamedImage> names(MavenRun other, Plugin declared) {
        List<NamedImage> names = new ArrayList<>(names(other, declared.getConfiguration()));
        for (PluginExecution execution : declared.getExecutions()) {
            names.addAll(names(other, execution.getConfiguration()));
        }
        return names;
    }

    /** What is wrong with another module's POM is told when it is that module's turn. */
    private static List<NamedImage> names(MavenRun other, Object configuration) {
        if (!(configuration instanceof Xpp3Dom dom)) {
            return List.of();
        }
        try {
            SettingSources sources = other.quietSources(values(dom));
            Repository repository = RegistrySettings.read(sources).repository(other.localName());
            List<PomImages.Element> elements = new ArrayList<>();
            Xpp3Dom images = dom.getChild("images");
            if (images != null) {
                for (Xpp3Dom image : images.getChildren()) {
                    elements.add(new PomImages.Element(values(image), Map.of()));
                }
            }
            return new PomImages(sources, Map.of(), elements, other.directory(), repository, other.secrets()).names();
        } catch (FixableException e) {
            return List.of();
        }
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
}
