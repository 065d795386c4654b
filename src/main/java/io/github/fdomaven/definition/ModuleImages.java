package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of one module, in the order of its POM.
 *
 * @param images all images of the module
 * @param selected the images that the goal handles
 */
public record ModuleImages(ProjectModule module, List<DeclaredImage> images, List<DeclaredImage> selected) {

    public ModuleImages {
        images = List.copyOf(images);
        selected = List.copyOf(selected);
    }

    /** {@return the names that the selected images have in the POM, by their references} */
    public Map<Reference, String> names() {
        Map<Reference, String> names = new LinkedHashMap<>();
        selected.forEach(image -> names.put(image.reference(), image.name()));
        return names;
    }
}
