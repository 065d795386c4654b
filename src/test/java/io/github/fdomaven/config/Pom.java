package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.oci.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A POM with images in it, in few words. */
final class Pom {

    static final Repository PROJECT = Repository.parse("registry.example.org/group/app");

    private final Map<Setting, String> common = new EnumMap<>(Setting.class);
    private final Map<String, String> labels = new HashMap<>();
    private final List<PomImages.Element> images = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private OtherImages others = OtherImages.NONE;
    private Path directory = Path.of("").toAbsolutePath();

    /** One in which each image needs no more than a name of its own. */
    Pom() {
        common.put(Setting.DISTRIBUTION, "debian");
        common.put(Setting.VERSION, "bookworm");
        common.put(Setting.TAG, "1");
    }

    Pom among(OtherImages images) {
        others = images;
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

    Pom label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    Pom property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    Pom variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** An image whose name is its suffix too. */
    Pom image(String name, Map<Setting, String> values) {
        return image(name, values, Map.of());
    }

    Pom image(String name, Map<Setting, String> values, Map<String, String> own) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.put(Setting.NAME, name);
        all.put(Setting.REPO_SUFFIX, name);
        all.putAll(values);
        return element(all, own);
    }

    /** An image of this base. */
    Pom image(String name, String base) {
        return image(name, Map.of(Setting.BASE_IMAGE, base));
    }

    Pom element(Map<Setting, String> values, Map<String, String> own) {
        images.add(new PomImages.Element(values, own));
        return this;
    }

    Pom shuffled(Random random) {
        Collections.shuffle(images, random);
        return this;
    }

    PomImages images() {
        SettingSources sources = new SettingSources(common, properties, new Environment(variables));
        return new PomImages(sources, labels, images, directory, PROJECT, others);
    }

    List<ImageDefinition> requests() {
        return images().wanted(new ProjectModule(
                        "app",
                        directory,
                        directory.resolve("target"),
                        new ImageLocation(PROJECT, Optional.of("registry.example.org"), false)))
                .requests();
    }

    ImageDefinition request(String name) {
        return requests().stream()
                .filter(request -> request.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the images in their order. */
    List<String> order() {
        return requests().stream().map(ImageDefinition::name).toList();
    }

    List<String> names() {
        return images().names().stream().map(NamedImage::toString).toList();
    }

    List<String> chosenNames() {
        return images().chosenNames().stream().map(NamedImage::toString).toList();
    }
}
