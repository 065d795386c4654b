package io.github.fdomaven.config;

import io.github.fdomaven.definition.ImageDefinition;
import java.util.List;

/**
 * The images of a POM that a goal is to bring about.
 *
 * @param requests what is wanted, each after the one that it is FROM
 * @param first the name of the one that the POM has first
 */
public record WantedImages(List<ImageDefinition> requests, String first) {

    /**
     * Takes a copy.
     *
     * @param requests what is wanted
     * @param first the name of the one that the POM has first
     */
    public WantedImages {
        requests = List.copyOf(requests);
    }
}
