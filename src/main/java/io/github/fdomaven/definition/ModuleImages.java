package io.github.fdomaven.definition;

import java.util.List;

/**
 * The images of one module, in the order of its POM.
 *
 * @param module the module
 * @param images all images of the module
 * @param selected the images that the goal handles
 */
public record ModuleImages(ProjectModule module, List<DeclaredImage> images, List<DeclaredImage> selected) {

    public ModuleImages {
        images = List.copyOf(images);
        selected = List.copyOf(selected);
    }
}
