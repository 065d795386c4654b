package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** All images of a Maven build: those of the modules that the goal handles, and those that other modules declare. */
public final class ImageGraph {

    private final List<ModuleImages> modules;
    private final List<DeclaredImage> others;
    private final List<FixableException> problems;

    /**
     * Creates a graph.
     *
     * @param modules the modules that the goal handles, in the order of the reactor
     * @param others the images of all other modules, and those of other executions of the plugin
     * @param problems the errors in the settings of other modules whose images are therefore unknown
     */
    public ImageGraph(List<ModuleImages> modules, List<DeclaredImage> others, List<FixableException> problems) {
        this.modules = List.copyOf(modules);
        this.others = List.copyOf(others);
        this.problems = List.copyOf(problems);
    }

    /** {@return the modules that the goal handles, in the order of the reactor} */
    public List<ModuleImages> modules() {
        return modules;
    }

    /** {@return the names of all images of all modules} */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        for (ModuleImages module : modules) {
            module.images().forEach(image -> names.add(image.name()));
        }
        others.forEach(image -> names.add(image.name()));
        return Set.copyOf(names);
    }

    /** All images of the modules that the goal handles. */
    Stream<DeclaredImage> declared() {
        return modules.stream().flatMap(module -> module.images().stream());
    }

    /**
     * {@return the images that the goal looks at, each once and after its base image, as in a plan}
     *
     * @throws FixableException naming the setting that is missing or invalid
     */
    public List<NamedImage> selectedImages() {
        Map<DeclaredImage, NamedImage> selected = new LinkedHashMap<>();
        modules.stream()
                .flatMap(module -> module.selected().stream())
                .forEach(image -> selected.put(image, image.named().get()));
        Map<Reference, NamedImage> images = new LinkedHashMap<>();
        inOrder(selected.keySet(), Function.identity(), ImageGraph::parent).stream()
                .map(selected::get)
                .forEach(image -> images.putIfAbsent(image.reference(), image));
        return List.copyOf(images.values());
    }

    /** A goal that only looks at images does not need valid base images. */
    private static Optional<DeclaredImage> parent(DeclaredImage image) {
        try {
            return image.parent().get();
        } catch (FixableException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the images that the goal plans or builds, each once and after its base image}
     *
     * @throws FixableException naming the setting that is missing or invalid, or two different images with the same reference
     */
    public List<ImageDefinition> selectedDefinitions() {
        Map<Reference, ImageDefinition> selected = new LinkedHashMap<>();
        for (ModuleImages module : modules) {
            Map<Reference, DeclaredImage> own = new HashMap<>();
            for (DeclaredImage image : module.selected()) {
                ImageDefinition definition = image.definition().get();
                image.references()
                        .forEach(reference -> refuseSameReference(own.put(reference, image), image, reference));
                selected.merge(definition.reference(), definition, ImageGraph::merged);
            }
        }
        return inOrder(selected.values(), ImageDefinition::reference, ImageDefinition::parent);
    }

    private static void refuseSameReference(DeclaredImage other, DeclaredImage image, Reference reference) {
        if (other != null) {
            throw new FixableException("The images '" + other.name() + "' and '" + image.name()
                    + "' have the same reference " + reference + ". Give one of them another <tag> or <repoSuffix>.");
        }
    }

    /** {@return the definition of an image; empty if no module has the image, or if one of its settings is invalid} */
    public Optional<ImageDefinition> definition(Reference image) {
        return declared()
                .filter(candidate -> candidate
                        .ifComplete()
                        .map(NamedImage::reference)
                        .filter(image::equals)
                        .isPresent())
                .findFirst()
                .flatMap(found -> {
                    try {
                        return Optional.of(found.definition().get());
                    } catch (FdoException e) {
                        return Optional.empty();
                    }
                });
    }

    /** Two modules may have the same image, for example from their parent. It is built once. */
    private static ImageDefinition merged(ImageDefinition first, ImageDefinition other) {
        if (!first.isSameAs(other)) {
            throw new FixableException("The image '" + first.name() + "' of the module "
                    + first.module().name() + " and the image '"
                    + other.name() + "' of the module " + other.module().name() + " have the same reference "
                    + first.reference() + ", but different recipes."
                    + " Give one of them another <tag> or <repoSuffix>, or a <tag> with @recipe@.");
        }
        return first.forced().isPresent()
                ? first
                : other.forced().map(first::forced).orElse(first);
    }

    /** Returns the images in their order, but each image after its base image. */
    private static <K, T> List<T> inOrder(Collection<T> images, Function<T, K> key, Function<T, Optional<T>> parent) {
        Map<K, T> byKey = new HashMap<>();
        for (T image : images) {
            byKey.put(key.apply(image), image);
        }
        Set<K> order = new LinkedHashSet<>();
        Set<K> visited = new HashSet<>();
        for (T image : images) {
            Deque<K> chain = new ArrayDeque<>();
            Optional<T> next = Optional.of(image);
            while (next.isPresent() && visited.add(key.apply(next.get()))) {
                chain.push(key.apply(next.get()));
                next = parent.apply(next.get());
            }
            chain.retainAll(byKey.keySet());
            order.addAll(chain);
        }
        List<T> ordered = new ArrayList<>();
        for (K each : order) {
            ordered.add(byKey.get(each));
        }
        return ordered;
    }

    /** {@return the platforms of all images of the modules that the goal handles} An image that {@code only} leaves out counts. */
    public Stream<Platform> platforms() {
        return declared()
                .flatMap(image ->
                        Stream.concat(image.platforms().get().stream(), image.named().get().platform().stream()));
    }

    /**
     * {@return the references of all images that any module or execution declares, and of their base images}
     *
     * @throws FixableException naming the module and the setting that is missing or invalid
     */
    public Set<Reference> protectedReferences() {
        FdoException.throwIfAny(problems);
        Set<Reference> references = new LinkedHashSet<>();
        Stream.concat(declared(), others.stream()).forEach(image -> {
            image.references().forEach(references::add);
            references.addAll(image.bases().get());
        });
        return references;
    }
}
