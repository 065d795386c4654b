package io.github.fdomaven.maven;

import io.github.fdomaven.build.ImageRequest;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.NamedImage;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.recipe.Base;
import io.github.fdomaven.settings.PomImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;

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

    /** What is wrong with another module's POM is told when it is that module's turn. */
    private List<NamedImage> names(MavenRun other, Plugin declared) {
        List<NamedImage> names = new ArrayList<>();
        for (DeclaredImages images : DeclaredImages.of(other, declared)) {
            try {
                names.addAll(images.read().names());
            } catch (FixableException e) {
                run.log().debug(e.getMessage());
            }
        }
        return names;
    }

    /**
     * Reads all that the POMs of this run name, by whichever execution, and of whichever module: images, and their bases.
     *
     * @return the references
     * @throws FixableException naming the module whose POM cannot be read
     */
    Set<Reference> named() {
        Set<Reference> named = new HashSet<>();
        for (MavenProject one : run.session().getAllProjects()) {
            Plugin declared = one.getPlugin(plugin);
            if (declared != null) {
                DeclaredImages.of(run.of(one), declared).forEach(images -> named.addAll(named(one, images)));
            }
        }
        return named;
    }

    private static Set<Reference> named(MavenProject owner, DeclaredImages declared) {
        try {
            PomImages images = declared.read();
            return images.isDescribed() ? images.named() : Set.of();
        } catch (FixableException e) {
            throw new FixableException(
                    "Which images the POM of " + owner.getArtifactId() + " names cannot be told: " + e.getMessage(), e);
        }
    }
}
