package io.github.fdomaven.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.definition.Base;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.Packages;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request that asks for little until it is told more. */
final class Requests {

    static final Repository PROJECT = Repository.parse("registry.example.org/app");
    static final Reference BASE = Reference.parse("docker.io/library/debian:bookworm");

    private Reference reference = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private Base base = Base.parse(BASE.toString());
    private Packages packages = Packages.NONE;
    private Optional<Exec> exec = Optional.empty();
    private Optional<String> entrypoint = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<Platform> platform = Optional.empty();
    private Map<String, String> labels = Map.of();
    private String name = "base";
    private Optional<String> parent = Optional.empty();
    private Optional<String> forced = Optional.empty();
    private StaleAction onStale = StaleAction.WARN;
    private List<Upstream> upstreams = List.of();
    private Optional<Lifetime> expiresAfter = Optional.empty();
    private Optional<Path> cacheDir = Optional.empty();
    private Map<String, String> execEnvironment = Map.of();

    Requests reference(String text) {
        reference = Reference.parse(text);
        return this;
    }

    Requests name(String text) {
        name = text;
        return this;
    }

    Requests parent(String text) {
        parent = Optional.of(text);
        return this;
    }

    Requests onStale(StaleAction action) {
        onStale = action;
        return this;
    }

    Requests base(String text) {
        base = Base.parse(text);
        return this;
    }

    Requests packages(String text) {
        packages = Packages.parse(text);
        return this;
    }

    Requests exec(String command, String... files) {
        Map<String, Digest> digests = Stream.of(files)
                .collect(Collectors.toMap(Function.identity(), file -> Digest.sha256(file.getBytes(UTF_8))));
        exec = Optional.of(new Exec(command, digests));
        return this;
    }

    Requests execEnvironment(Map<String, String> variables) {
        execEnvironment = variables;
        return this;
    }

    Requests entrypoint(String path) {
        entrypoint = Optional.of(path);
        return this;
    }

    Requests user(String name) {
        user = Optional.of(name);
        return this;
    }

    Requests platform(String text) {
        platform = Optional.of(Platform.parse(text));
        return this;
    }

    Requests labels(Map<String, String> own) {
        labels = own;
        return this;
    }

    Requests forced() {
        forced = Optional.of("a rebuild is forced");
        return this;
    }

    Requests upstreams(String... projects) {
        upstreams = Stream.of(projects)
                .map(project ->
                        new Upstream(project, Repository.parse("registry.example.org/" + project + "/debian/bookworm")))
                .toList();
        return this;
    }

    Requests expiresAfter(String text) {
        expiresAfter = Optional.of(Lifetime.parse(text));
        return this;
    }

    Requests cacheDir(Path directory) {
        cacheDir = Optional.of(directory);
        return this;
    }

    ImageDefinition build() {
        Recipe recipe = new Recipe(
                Distribution.DEBIAN, "bookworm", base, packages, exec, entrypoint, "/app", user, platform, labels);
        return new ImageDefinition(
                name, reference, recipe, parent, forced, onStale, upstreams, expiresAfter, cacheDir, execEnvironment);
    }
}
