package io.github.fdomaven.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.project.MavenDirectories;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds an image definition for a test; everything but the base image is optional. */
public final class ImageDefinitionBuilder {

    public static final Repository PROJECT = Repository.parse("registry.example.org/app");
    public static final Reference BASE = Reference.parse("docker.io/library/debian:bookworm");

    private Reference reference = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private BaseReference base = new BaseReference(BASE.toString());
    private Distribution distribution = Distribution.DEBIAN;
    private String version = "bookworm";
    private Packages packages = Packages.NONE;
    private Optional<Exec> exec = Optional.empty();
    private Optional<String> entrypoint = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<Platform> platform = Optional.empty();
    private List<Platform> platforms = List.of();
    private Map<String, String> labels = Map.of();
    private String name = "base";
    private String module = "app";
    private Optional<ImageDefinition> parent = Optional.empty();
    private Path directory = Path.of("").toAbsolutePath();
    private ImageLocation location = new ImageLocation(PROJECT, Optional.of("registry.example.org"), false);
    private Optional<ImageDefinition.Rebuild> forced = Optional.empty();
    private StaleAction onStale = StaleAction.WARN;
    private UnchangedAction onUnchanged = UnchangedAction.PUSH;
    private Optional<Reference> comparedWith = Optional.empty();
    private List<Upstream> upstreams = List.of();
    private Optional<Lifetime> expiresAfter = Optional.empty();
    private Optional<Path> cacheDir = Optional.empty();
    private List<String> execEnvironment = List.of();

    public ImageDefinitionBuilder reference(String text) {
        reference = Reference.parse(text);
        return this;
    }

    public ImageDefinitionBuilder name(String text) {
        name = text;
        return this;
    }

    public ImageDefinitionBuilder parent(ImageDefinition image) {
        parent = Optional.of(image);
        return base(image.reference().toString());
    }

    public ImageDefinitionBuilder module(String text) {
        module = text;
        return this;
    }

    /** Sets an image of this name, whose tag is 1, as the base image. */
    public ImageDefinitionBuilder parent(String text) {
        return parent(new ImageDefinitionBuilder()
                .name(text)
                .reference(PROJECT + "/" + text + ":1")
                .build());
    }

    public ImageDefinitionBuilder directory(Path path) {
        directory = path;
        return this;
    }

    /** Keeps the image in the engine, as a module without a registry does. */
    public ImageDefinitionBuilder local() {
        location = new ImageLocation(Repository.parse("localhost/app"), Optional.empty(), true);
        return this;
    }

    public ImageDefinitionBuilder onStale(StaleAction action) {
        onStale = action;
        return this;
    }

    public ImageDefinitionBuilder base(String text) {
        return base(new BaseReference(text));
    }

    public ImageDefinitionBuilder base(BaseReference image) {
        base = image;
        return this;
    }

    public ImageDefinitionBuilder packages(String text) {
        packages = Packages.parse(text);
        return this;
    }

    public ImageDefinitionBuilder exec(String command, String... files) {
        Map<String, Digest> digests = Stream.of(files)
                .collect(Collectors.toMap(Function.identity(), file -> Digest.sha256(file.getBytes(UTF_8))));
        exec = Optional.of(new Exec(command, digests));
        return this;
    }

    public ImageDefinitionBuilder execEnvironment(String... variables) {
        execEnvironment = List.of(variables);
        return this;
    }

    public ImageDefinitionBuilder entrypoint(String path) {
        entrypoint = Optional.of(path);
        return this;
    }

    public ImageDefinitionBuilder user(String name) {
        user = Optional.of(name);
        return this;
    }

    public ImageDefinitionBuilder distribution(Distribution value) {
        distribution = value;
        return this;
    }

    public ImageDefinitionBuilder version(String text) {
        version = text;
        return this;
    }

    public ImageDefinitionBuilder platform(String text) {
        platform = Optional.of(Platform.parse(text));
        return this;
    }

    public ImageDefinitionBuilder platforms(String... texts) {
        platforms = Stream.of(texts).map(Platform::parse).toList();
        return this;
    }

    public ImageDefinitionBuilder labels(Map<String, String> own) {
        labels = own;
        return this;
    }

    public ImageDefinitionBuilder forced() {
        forced = Optional.of(new ImageDefinition.Rebuild("a rebuild is forced", Optional.empty()));
        return this;
    }

    public ImageDefinitionBuilder keptIfUnchanged() {
        onUnchanged = UnchangedAction.KEEP;
        return this;
    }

    public ImageDefinitionBuilder comparedWith(String text) {
        comparedWith = Optional.of(Reference.parse(text));
        return this;
    }

    public ImageDefinitionBuilder upstreams(String... projects) {
        upstreams = Stream.of(projects)
                .map(project ->
                        new Upstream(project, Repository.parse("registry.example.org/" + project), "debian/bookworm"))
                .toList();
        return this;
    }

    public ImageDefinitionBuilder expiresAfter(String text) {
        expiresAfter = Optional.of(Lifetime.parse(text));
        return this;
    }

    public ImageDefinitionBuilder cacheDir(Path directory) {
        cacheDir = Optional.of(directory);
        return this;
    }

    public ImageDefinition build() {
        Recipe recipe = new Recipe(distribution, version, base, packages, exec, entrypoint, "/app", user, labels);
        return new ImageDefinition(
                name,
                new ProjectModule(
                        module,
                        directory,
                        new MavenDirectories(directory.resolve("target"), Optional.empty()),
                        location),
                reference,
                recipe,
                parent,
                platform,
                platforms,
                Optional.empty(),
                upstreams,
                onStale,
                forced,
                onUnchanged,
                comparedWith,
                expiresAfter,
                cacheDir,
                execEnvironment);
    }
}
