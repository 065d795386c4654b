package io.github.fdomaven.config;

import io.github.fdomaven.definition.DeclaredImage;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.definition.ModuleImages;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Memoizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the graph of images from the settings of all modules. */
public final class ImageGraphReader {

    private final Function<Reference, Optional<Rebuild>> demanded;
    private final Function<Path, Digest> fileDigests;
    private final List<List<ImageNode>> handled = new ArrayList<>();
    private final List<ImageNode> others = new ArrayList<>();
    private final List<FixableException> problems = new ArrayList<>();
    private final Map<String, List<ImageNode>> bySpelling = new HashMap<>();

    /** The repositories of the modules whose images stay in the engine, in the order of the reactor. */
    private final Set<Repository> localProjects = new LinkedHashSet<>();

    private ImageGraphReader(Function<Reference, Optional<Rebuild>> demanded, Function<Path, Digest> fileDigests) {
        this.demanded = demanded;
        this.fileDigests = fileDigests;
    }

    /**
     * Reads the graph.
     *
     * @param handled the settings of the modules that the goal handles, in the order of the reactor
     * @param others gives the settings of each other module and execution, or fails if they are invalid; modules that Maven
     *     builds earlier come first
     * @param demanded returns the rebuild of an image that an earlier goal demands
     * @throws FixableException naming the setting that is missing or invalid
     */
    public static ImageGraph read(
            List<ModuleSettings> handled,
            List<Supplier<ModuleSettings>> others,
            Function<Reference, Optional<Rebuild>> demanded) {
        return read(handled, others, demanded, new Memoizer<>(Exec::digest));
    }

    static ImageGraph read(
            List<ModuleSettings> handled,
            List<Supplier<ModuleSettings>> others,
            Function<Reference, Optional<Rebuild>> demanded,
            Function<Path, Digest> fileDigests) {
        ImageGraphReader reader = new ImageGraphReader(demanded, fileDigests);
        for (ModuleSettings settings : handled) {
            List<ImageNode> nodes = reader.nodes(settings, true, handled.size() == 1);
            refuseDuplicates(nodes);
            reader.handled.add(nodes);
        }
        others.forEach(reader::addOther);
        List<ModuleImages> modules = new ArrayList<>();
        for (int i = 0; i < handled.size(); i++) {
            modules.add(reader.module(handled.get(i), reader.handled.get(i)));
        }
        return new ImageGraph(modules, declared(reader.others), reader.problems);
    }

    private List<ImageNode> nodes(ModuleSettings settings, boolean isHandled, boolean isAlone) {
        ProjectModule module = isAlone ? settings.module() : located(settings, settings::module);
        // With fdo.image, the images of the POM need not be complete.
        boolean needsAll = !isHandled || !settings.hasChosenImage();
        boolean needsNone = isHandled && settings.hasChosenReference();
        List<ImageNode> nodes = new ArrayList<>();
        for (ImageSettings image : settings.images(isAlone)) {
            if (needsAll || image.isDescribed() && (!needsNone || image.hasPath())) {
                nodes.add(new ImageNode(this, settings, isHandled, module, image));
            }
        }
        if (!nodes.isEmpty() && module.location().isLocal()) {
            localProjects.add(module.location().repository());
        }
        for (ImageNode node : nodes) {
            bySpelling
                    .computeIfAbsent(node.spelling(), spelling -> new ArrayList<>())
                    .add(node);
        }
        return nodes;
    }

    private static <T> T located(ModuleSettings settings, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (FixableException e) {
            throw new FixableException("Module " + settings.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Adds the images of a module that the goal does not handle. Its settings may be common settings without an image. If they
     * are invalid, the error is kept for the goals that need these images.
     */
    private void addOther(Supplier<ModuleSettings> module) {
        try {
            ModuleSettings settings = module.get();
            if (settings.hasImage()) {
                others.addAll(nodes(settings, false, false));
            }
        } catch (FixableException e) {
            problems.add(e);
        }
    }

    private static void refuseDuplicates(List<ImageNode> nodes) {
        Set<String> names = new HashSet<>();
        Map<String, ImageNode> paths = new HashMap<>();
        for (ImageNode node : nodes) {
            if (!names.add(node.name())) {
                throw new FixableException(
                        "Two images have the name '" + node.name() + "'. Give one of them another <name>.");
            }
            ImageNode other = node.hasRecipeInTag() ? null : paths.put(node.path(), node);
            if (other != null) {
                throw new FixableException("The images '" + other.name() + "' and '" + node.name()
                        + "' have the same path and tag '" + node.path()
                        + "'. Give one of them another <tag> or <repoSuffix>.");
            }
        }
    }

    private ModuleImages module(ModuleSettings settings, List<ImageNode> nodes) {
        List<String> only = only(settings);
        List<DeclaredImage> selected = new ArrayList<>();
        for (ImageNode node : nodes) {
            if (only.isEmpty() || isAmong(only, node)) {
                selected.add(node.declared());
            } else {
                only.forEach(name -> node.member(name).ifPresent(selected::add));
            }
        }
        return new ModuleImages(settings.module(), declared(nodes), selected);
    }

    private static List<DeclaredImage> declared(List<ImageNode> nodes) {
        List<DeclaredImage> declared = new ArrayList<>();
        for (ImageNode node : nodes) {
            declared.add(node.declared());
        }
        return declared;
    }

    private List<String> only(ModuleSettings settings) {
        List<String> only = settings.sources().names(Setting.ONLY);
        for (String name : only) {
            if (Stream.concat(handledNodes(), others.stream())
                    .noneMatch(node ->
                            isAmong(List.of(name), node) || node.member(name).isPresent())) {
                throw new FixableException(Setting.ONLY + ": there is no image '" + name + "'. The images are: "
                        + handledNodes()
                                .map(node -> "'" + node.name() + "'")
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".");
            }
        }
        return only;
    }

    private static boolean isAmong(List<String> names, ImageNode node) {
        return names.contains(node.name()) || names.contains(node.qualifiedName());
    }

    private Stream<ImageNode> handledNodes() {
        return handled.stream().flatMap(List::stream);
    }

    /**
     * The images with one of the spellings: first the images that the goal handles, then those of modules that Maven builds
     * earlier.
     */
    List<ImageNode> bySpelling(Collection<String> spellings) {
        List<ImageNode> nodes = new ArrayList<>();
        for (String spelling : spellings) {
            nodes.addAll(bySpelling.getOrDefault(spelling, List.of()));
        }
        return nodes;
    }

    Set<Repository> localProjects() {
        return localProjects;
    }

    Optional<Rebuild> demandedRebuild(Reference image) {
        return demanded.apply(image);
    }

    Function<Path, Digest> fileDigests() {
        return fileDigests;
    }

    /** The name of an image in messages, with its module if images of several modules have the same name. */
    String displayName(ImageNode node) {
        boolean isUnique = !node.isHandled()
                || handled.size() == 1
                || handledNodes()
                                .filter(other -> other.name().equals(node.name()))
                                .map(ImageGraphReader::reference)
                                .distinct()
                                .count()
                        == 1;
        return isUnique ? node.name() : node.qualifiedName();
    }

    private static Optional<Reference> reference(ImageNode node) {
        try {
            return Optional.of(node.reference());
        } catch (FdoException e) {
            return Optional.empty();
        }
    }
}
