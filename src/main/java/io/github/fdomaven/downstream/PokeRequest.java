package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.ProjectId;
import java.util.List;
import java.util.Optional;

/**
 * A request to poke the dependents of images.
 *
 * @param modules the modules, with their images and dependents
 * @param pipelineId the ID of the current pipeline
 * @param project the path of this project
 * @param chain the chain of pokes that triggered the current pipeline
 * @param force whether to poke dependents of images that another pipeline built
 */
public record PokeRequest(
        List<ModuleDependents> modules,
        Optional<String> pipelineId,
        Optional<ProjectId> project,
        PokeChain chain,
        boolean force) {

    /**
     * A module of the Maven build.
     *
     * @param images the images of the module
     * @param dependents the dependents of these images, in the order of the POM
     */
    public record ModuleDependents(List<NamedImage> images, List<Dependent> dependents) {

        public ModuleDependents {
            images = List.copyOf(images);
            dependents = List.copyOf(dependents);
        }
    }

    public PokeRequest {
        modules = List.copyOf(modules);
    }

    /** The chain for the dependents. */
    PokeChain nextChain() {
        return project.map(chain::and).orElse(chain);
    }
}
