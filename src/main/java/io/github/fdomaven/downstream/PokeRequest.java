package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.ProjectId;
import java.util.List;
import java.util.Optional;

/**
 * Who is to be told of what.
 *
 * @param images the images
 * @param dependents those who may want to know, in the order of the POM
 * @param pipelineId the pipeline that runs, CI_PIPELINE_ID
 * @param project the path of this project, CI_PROJECT_PATH
 * @param chain the pokes that led to this pipeline, FDO_POKE_CHAIN
 * @param force whether to poke whoever built the images
 */
public record PokeRequest(
        List<NamedImage> images,
        List<Dependent> dependents,
        Optional<String> pipelineId,
        Optional<ProjectId> project,
        PokeChain chain,
        boolean force) {

    /**
     * Takes copies.
     *
     * @param images the images
     * @param dependents those who may want to know, in the order of the POM
     * @param pipelineId the pipeline that runs, CI_PIPELINE_ID
     * @param project the path of this project, CI_PROJECT_PATH
     * @param chain the pokes that led to this pipeline, FDO_POKE_CHAIN
     * @param force whether to poke whoever built the images
     */
    public PokeRequest {
        images = List.copyOf(images);
        dependents = List.copyOf(dependents);
    }

    /** The chain as it is handed on. */
    PokeChain nextChain() {
        return project.map(chain::and).orElse(chain);
    }
}
