package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.project.MavenDirectories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** The POM of a module with images. Each image needs a name only. */
final class Pom {

    static final Repository PROJECT = Repository.parse("registry.example.org/group/app");

    private final Map<Setting, String> common = new EnumMap<>(Setting.class);
    private final Map<String, String> labels = new HashMap<>();
    private final List<ModuleSettings.Image> images = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final List<Pom> handled = new ArrayList<>(List.of(this));
    private final List<Pom> others = new ArrayList<>();
    private final Map<Reference, Reference> changedBases = new HashMap<>();
    private final String name;
    private Path directory = Path.of("").toAbsolutePath();

    Pom() {
        this("app");
    }

    Pom(String module) {
        name = module;
        common.put(Setting.DISTRIBUTION, "debian");
        common.put(Setting.VERSION, "bookworm");
        common.put(Setting.TAG, "1");
        common.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
    }

    /** Adds a module that the goal handles too. */
    Pom and(Pom module) {
        handled.add(module);
        return this;
    }

    /** Adds a module that the goal does not handle. */
    Pom beside(Pom module) {
        others.add(module);
        return this;
    }

    Pom in(Path project) {
        directory = project;
        return this;
    }

    Pom common(Setting setting, String value) {
        common.put(setting, value);
        return this;
    }

    Pom without(Setting setting) {
        common.remove(setting);
        return this;
    }

    Pom label(String label, String value) {
        labels.put(label, value);
        return this;
    }

    Pom property(String property, String value) {
        properties.put(property, value);
        return this;
    }

    Pom variable(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Pom changedBase(String image, String base) {
        changedBases.put(Reference.parse(PROJECT + "/" + image), Reference.parse(base));
        return this;
    }

    /** Adds an image whose name is its suffix too. */
    Pom image(String image, Map<Setting, String> values) {
        return image(image, values, Map.of());
    }

    Pom image(String image, Map<Setting, String> values, Map<String, String> own) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.put(Setting.NAME, image);
        all.put(Setting.REPO_SUFFIX, image);
        all.putAll(values);
        return element(all, own);
    }

    Pom image(String image) {
        return image(image, Map.of());
    }

    Pom image(String image, String base) {
        return image(image, Map.of(Setting.BASE_IMAGE, base));
    }

    Pom element(Map<Setting, String> values, Map<String, String> own) {
        images.add(new ModuleSettings.Image(values, own));
        return this;
    }

    Pom shuffled(Random random) {
        Collections.shuffle(images, random);
        return this;
    }

    ModuleSettings settings() {
        SettingSources sources = new SettingSources(common, properties, new Environment(variables));
        return new ModuleSettings(
                name,
                directory,
                new MavenDirectories(directory.resolve("target"), Optional.empty()),
                name,
                sources,
                labels,
                images);
    }

    ImageGraph graph() {
        return graph(Exec::digest);
    }

    ImageGraph graph(Function<Path, Digest> fileDigests) {
        return ImageGraphReader.read(
                handled.stream().map(Pom::settings).toList(),
                others.stream()
                        .<Supplier<ModuleSettings>>map(other -> other::settings)
                        .toList(),
                image -> Optional.ofNullable(changedBases.get(image))
                        .map(base -> new ImageDefinition.Rebuild("its base image has changed", Optional.of(base))),
                fileDigests);
    }

    List<ImageDefinition> definitions() {
        return graph().selectedDefinitions();
    }

    ImageDefinition definition() {
        return definitions().get(0);
    }

    ImageDefinition definition(String image) {
        return definitions().stream()
                .filter(definition -> definition.name().equals(image))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the images in the order in which they are built. */
    List<String> order() {
        return definitions().stream().map(ImageDefinition::name).toList();
    }

    /** The images that a goal looks at. */
    List<NamedImage> named() {
        ImageGraph graph = graph();
        return settings().chosenImage(graph).map(List::of).orElseGet(graph::selectedImages);
    }

    List<String> names() {
        return named().stream().map(NamedImage::toString).toList();
    }
}
