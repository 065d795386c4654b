package io.github.fdomaven.config;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.DeclaredImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Lazy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An image while the graph is read. Its reference, recipe and definition are computed once, after those of its base image. */
final class ImageNode {

    private final ImageGraphReader graph;
    private final ModuleSettings owner;
    private final boolean isHandled;
    private final ProjectModule module;
    private final ImageSettings settings;
    private final String name;
    private final String path;
    private final DeclaredImage declared;
    private final Lazy<Optional<ImageNode>> parent = new Lazy<>(this::findParent);
    private final Lazy<Recipe> recipe = new Lazy<>(this::readRecipe);
    private final Lazy<Reference> reference = new Lazy<>(this::readReference);
    private final Lazy<ImageDefinition> definition = new Lazy<>(this::readDefinition);

    /**
     * Creates a node.
     *
     * @param owner the configuration that declares the image
     * @throws FixableException if a setting for its name or its path is missing
     */
    ImageNode(
            ImageGraphReader graph,
            ModuleSettings owner,
            boolean isHandled,
            ProjectModule module,
            ImageSettings settings) {
        this.graph = graph;
        this.owner = owner;
        this.isHandled = isHandled;
        this.module = module;
        this.settings = settings;
        this.name = settings.name();
        this.path = settings.path();
        this.declared = new DeclaredImage(
                name,
                module,
                new Lazy<>(() -> new NamedImage(graph.displayName(this), reference(), settings.platform())),
                () -> parent().map(ImageNode::declared),
                settings::platforms,
                definition,
                new Lazy<>(() -> settings.located(this::baseReferences)));
    }

    String name() {
        return name;
    }

    String qualifiedName() {
        return module.name() + "/" + name;
    }

    boolean isHandled() {
        return isHandled;
    }

    String path() {
        return path;
    }

    Reference reference() {
        return reference.get();
    }

    boolean hasRecipeInTag() {
        return settings.hasRecipeInTag();
    }

    /** The full reference as users write it, with the placeholder in the tag. */
    String spelling() {
        return canonical(project() + "/" + path);
    }

    DeclaredImage declared() {
        return declared;
    }

    /** The image of an index that a text names: the name of the index and a platform, such as {@code base linux/arm64}. */
    Optional<DeclaredImage> member(String text) {
        return Stream.of(name, qualifiedName())
                .filter(index -> text.startsWith(index + " "))
                .map(index -> text.substring(index.length() + 1))
                .flatMap(rest -> settings.platforms().stream()
                        .filter(platform -> platform.toString().equals(rest)))
                .findFirst()
                .map(this::member);
    }

    private DeclaredImage member(Platform platform) {
        return new DeclaredImage(
                name + " " + platform,
                module,
                new Lazy<>(() -> new NamedImage(
                        graph.displayName(this) + " " + platform,
                        ImageDefinition.memberReference(reference(), platform),
                        Optional.of(platform))),
                Optional::empty,
                List::of,
                new Lazy<>(() -> definition.get().on(platform)),
                declared.bases());
    }

    /**
     * The full references that the base image can have: as written, below the registry, and below the project. Without a
     * registry, each module has a repository of its own in the engine, and an image of any module can be meant.
     */
    private Set<String> baseSpellings() {
        Set<Repository> projects = new LinkedHashSet<>(List.of(project()));
        if (module.location().isLocal()) {
            projects.addAll(graph.localProjects());
        }
        Set<String> spellings = new LinkedHashSet<>();
        if (settings.base().isPresent()) {
            String base = settings.base().get();
            spellings.add(canonical(base));
            spellings.add(canonical(project().host() + "/" + base));
            for (Repository project : projects) {
                spellings.add(canonical(project + "/" + base));
            }
        }
        return spellings;
    }

    /** One spelling for all references to the same image: hosts ignore case, and {@code latest} is the default tag. */
    private static String canonical(String full) {
        int slash = full.indexOf('/');
        String text = slash < 0 ? full : full.substring(0, slash).toLowerCase(Locale.ROOT) + full.substring(slash);
        int name = text.lastIndexOf('/') + 1;
        boolean hasTag = text.indexOf(':', name) >= 0 || text.indexOf('@', name) >= 0;
        return hasTag ? text : text + ":" + Tag.LATEST;
    }

    private Repository project() {
        return module.location().repository();
    }

    Optional<ImageNode> parent() {
        return parent.get();
    }

    private Optional<ImageNode> findParent() {
        List<ImageNode> candidates = graph.bySpelling(baseSpellings());
        List<ImageNode> own = new ArrayList<>(candidates);
        own.removeIf(node -> node.owner != owner);
        if (own.size() > 1) {
            throw new FixableException(
                    Setting.BASE_IMAGE + ": '" + settings.base().orElseThrow() + "' is both the image '"
                            + own.get(0).name + "' and the image '" + own.get(1).name
                            + "'. Give one of them another <tag>, such as name.@recipe@.");
        }
        List<ImageNode> found = own.isEmpty() ? candidates : own;
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    private Reference readReference() {
        if (hasRecipeInTag()) {
            computeAncestors(node -> node.reference);
        }
        return settings.reference(project(), recipe);
    }

    private Recipe readRecipe() {
        return settings.located(() -> settings.recipe(base(), module.location(), graph.fileDigests()));
    }

    /**
     * The base image as the recipe has it. It depends only on what the user wrote, and not on the modules that are part of the
     * Maven build, so that the digest of the recipe is always the same.
     */
    private Optional<String> base() {
        Optional<String> written = settings.base();
        if (written.isEmpty()) {
            return written;
        }
        boolean hasPlaceholder = written.get().contains(ImageSettings.RECIPE_PLACEHOLDER);
        Optional<ImageNode> resolved = parent().filter(node -> node.owner == owner || hasPlaceholder);
        if (resolved.isEmpty() && hasPlaceholder) {
            throw new FixableException(Setting.BASE_IMAGE + ": '" + written.get()
                    + "' is not an image of this Maven build, so the value of " + ImageSettings.RECIPE_PLACEHOLDER
                    + " is unknown. If another module has the image, run Maven in the root directory, with -pl for one"
                    + " module. Otherwise write the tag in full.");
        }
        return resolved.isEmpty() ? written : Optional.of(written(written.get(), resolved.get()));
    }

    /** The resolved base image. If the user wrote a path below its project, it is a path too. */
    private static String written(String base, ImageNode resolved) {
        Reference reference = resolved.reference();
        Repository project = resolved.project();
        boolean isBelow = (project + "/" + base + ":").startsWith(reference.repository() + ":");
        return isBelow ? reference.toString().substring(project.toString().length() + 1) : reference.toString();
    }

    private ImageDefinition readDefinition() {
        computeAncestors(node -> node.definition);
        return settings.located(() -> {
            ImageDefinition read = settings.definition(
                    graph.displayName(this), module, reference(), recipe.get(), parent().flatMap(this::inGraph));
            // A rebuild that the user forces may use any base image.
            Optional<Rebuild> demanded =
                    read.forced().isPresent() ? Optional.empty() : graph.demandedRebuild(read.reference());
            return demanded.map(read::forced).orElse(read);
        });
    }

    /** Invalid settings of a module that the goal does not handle are reported when Maven builds that module. */
    private Optional<ImageDefinition> inGraph(ImageNode node) {
        try {
            return Optional.of(node.definition.get());
        } catch (FdoException e) {
            if (node.isHandled) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Computes the value for the base images first, in a loop: with a long chain of images, recursion would overflow the stack.
     */
    private void computeAncestors(Function<ImageNode, Lazy<?>> value) {
        Deque<ImageNode> chain = new ArrayDeque<>();
        Set<ImageNode> visited = new LinkedHashSet<>(Set.of(this));
        Optional<ImageNode> next = parent();
        while (next.isPresent() && !value.apply(next.get()).isComputed()) {
            if (!visited.add(next.get())) {
                throw cycle(visited, next.get());
            }
            chain.push(next.get());
            next = next.get().parent();
        }
        for (ImageNode node : chain) {
            value.apply(node).compute();
        }
    }

    private static FixableException cycle(Set<ImageNode> visited, ImageNode repeated) {
        String path = Stream.concat(visited.stream().dropWhile(node -> node != repeated), Stream.of(repeated))
                .map(node -> "'" + node.name + "'")
                .collect(Collectors.joining(" → "));
        return new FixableException("The images are built from each other in a cycle: " + path
                + ". Give one of them a <baseImage> that is not among them.");
    }

    /** All references that the base image may have. Without a host it is below the project, or else below the registry. */
    private Set<Reference> baseReferences() {
        Set<Reference> references = new LinkedHashSet<>();
        base().map(text -> SettingSources.parsed(Setting.BASE_IMAGE, text, BaseReference::new))
                .ifPresent(base -> {
                    references.add(base.within(project()));
                    if (!base.hasHost()) {
                        references.add(base.below(project().host()));
                    }
                });
        return references;
    }
}
