package io.github.fdomaven.maven;

import io.github.fdomaven.config.OtherImages;
import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;

/**
 * The images of the other modules of a run, as far as their POMs tell. An image may be FROM one of those, but only if Maven
 * knows which module comes first; otherwise it would be built from yesterday's base, or from none.
 */
final class ReactorImages implements OtherImages {

    private final MavenRun run;
    private final String plugin;

    /** The modules that wait for an answer, this one included. */
    private final List<MavenProject> asking;

    ReactorImages(MavenRun run, String plugin) {
        this(run, plugin, List.of(run.project()));
    }

    private ReactorImages(MavenRun run, String plugin, List<MavenProject> asking) {
        this.run = run;
        this.plugin = plugin;
        this.asking = asking;
    }

    /**
     * Makes sure that every base that is an image of another module is built before.
     *
     * @throws FixableException naming the module that must be depended on
     */
    void check(List<ImageDefinition> requests, Repository repository) {
        if (run.session().getProjects().size() < 2) {
            return;
        }
        Map<Reference, List<MavenProject>> owners = owners();
        for (ImageDefinition request : requests) {
            List<MavenProject> found = owners.getOrDefault(base(request.recipe().base(), repository), List.of());
            // What this module has too, it builds itself.
            if (request.parent().isEmpty() && !found.isEmpty() && found.stream().noneMatch(this::isBefore)) {
                throw tooLate(request, found.get(0));
            }
        }
    }

    private FixableException tooLate(ImageDefinition request, MavenProject owner) {
        return new FixableException("The image '" + request.name() + "' is FROM "
                + request.recipe().base().text() + ", which is an image of the module " + owner.getArtifactId()
                + ", but Maven does not know that it must build that one first: add " + owner.getGroupId() + ":"
                + owner.getArtifactId() + " to the <dependencies> of "
                + run.project().getArtifactId() + ", with its <type>" + owner.getPackaging() + "</type>.");
    }

    private static Reference base(BaseReference base, Repository repository) {
        return base.within(repository);
    }

    private boolean isBefore(MavenProject owner) {
        return run.session()
                .getProjectDependencyGraph()
                .getUpstreamProjects(run.project(), true)
                .contains(owner);
    }

    private Map<Reference, List<MavenProject>> owners() {
        Map<Reference, List<MavenProject>> owners = new HashMap<>();
        others(run.session().getProjects())
                .forEach(other -> readable(other, PomImages::names)
                        .flatMap(List::stream)
                        .forEach(image -> owners.computeIfAbsent(image.reference(), key -> new ArrayList<>())
                                .add(other)));
        return owners;
    }

    /** What is wrong with another module's POM is told when it is that module's turn. */
    private <T> Stream<T> readable(MavenProject module, Function<PomImages, T> reading) {
        return declared(module).flatMap(images -> {
            try {
                return Stream.of(reading.apply(images.read()));
            } catch (FixableException e) {
                run.log().debug(e.getMessage());
                return Stream.empty();
            }
        });
    }

    /** An image of a module that Maven leaves out of this run has a name, too. */
    @Override
    public Optional<Reference> find(Set<String> spellings) {
        return others(run.session().getAllProjects())
                .flatMap(other -> readable(other, images -> images.find(spellings)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The names of all images of all modules, this one included, as far as they can be known. */
    Set<String> allNames() {
        return run.session().getAllProjects().stream()
                .flatMap(module -> readable(module, PomImages::allNames))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
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
            declared(one).forEach(images -> named.addAll(named(one, images)));
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

    /** Those that ask are left out, or two modules whose images are FROM each other would ask without an end. */
    private Stream<MavenProject> others(List<MavenProject> modules) {
        return modules.stream().filter(module -> !asking.contains(module));
    }

    private Stream<DeclaredImages> declared(MavenProject module) {
        Plugin declared = module.getPlugin(plugin);
        if (declared == null) {
            return Stream.empty();
        }
        MavenRun its = run.of(module);
        List<MavenProject> all =
                Stream.concat(asking.stream(), Stream.of(module)).toList();
        return DeclaredImages.of(its, declared, new ReactorImages(its, plugin, all)).stream();
    }
}
