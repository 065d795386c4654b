package io.github.fdomaven.convert;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.convert.YamlValue.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image of the configuration.
 *
 * @param path the repository below the project, and the tag
 * @param settings the values of the elements, in their order
 * @param location the place of the job
 * @param hasOpenBase whether the base image is written as a path alone: of this file, of the registry or of Docker Hub
 */
record ConvertedImage(String path, Map<Setting, String> settings, Location location, boolean hasOpenBase) {

    /** The namespaces of Docker Hub that have the official images of each architecture. */
    private static final Pattern DOCKER_HUB =
            Pattern.compile("(library|amd64|i386|arm32v[567]|arm64v8|ppc64le|s390x|riscv64|mips64le)/[^/]+");

    ConvertedImage {
        settings = Collections.unmodifiableMap(new EnumMap<>(settings));
    }

    String name() {
        return settings.get(Setting.NAME);
    }

    Optional<String> base() {
        return Optional.ofNullable(settings.get(Setting.BASE_IMAGE));
    }

    /** The image with the host of Docker Hub in its base image; empty if the base image may be elsewhere. */
    Optional<ConvertedImage> onDockerHub() {
        String base = base().orElseThrow();
        boolean isOfDockerHub = !base.contains("/") || DOCKER_HUB.matcher(base).matches();
        String host = base.contains("/") ? "docker.io/" : "docker.io/library/";
        return isOfDockerHub ? Optional.of(with(Setting.BASE_IMAGE, host + base)) : Optional.empty();
    }

    private ConvertedImage with(Setting setting, String value) {
        Map<Setting, String> changed = new EnumMap<>(settings);
        changed.put(setting, value);
        return new ConvertedImage(path, changed, location, false);
    }

    /** The images, each after its base image. Images in a cycle stay in their order. */
    static List<ConvertedImage> ordered(List<ConvertedImage> images) {
        Map<String, ConvertedImage> byPath = new LinkedHashMap<>();
        images.forEach(image -> byPath.put(image.path(), image));
        List<ConvertedImage> ordered = new ArrayList<>();
        while (!byPath.isEmpty()) {
            ConvertedImage next = byPath.values().stream()
                    .filter(image -> image.base().filter(byPath::containsKey).isEmpty())
                    .findFirst()
                    .orElseGet(() -> byPath.values().iterator().next());
            byPath.remove(next.path());
            ordered.add(next);
        }
        return ordered;
    }
}
