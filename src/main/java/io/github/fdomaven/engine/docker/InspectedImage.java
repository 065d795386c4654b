package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what an engine says about an image. */
final class InspectedImage {

    private InspectedImage() {}

    /** Returns an image. */
    static EngineImage of(InspectImageResponse image, Optional<Digest> digest) {
        ContainerConfig config = image.getConfig() == null ? new ContainerConfig() : image.getConfig();
        return new EngineImage(
                image.getId(),
                digest,
                image.getSize() == null ? 0 : image.getSize(),
                list(config.getEntrypoint()),
                list(config.getCmd()),
                ImageConfig.of(
                        image.getCreated(),
                        platform(image),
                        config.getLabels() == null ? Map.of() : config.getLabels()),
                layers(image));
    }

    /** Podman and old versions of Docker may omit the platform. */
    private static Optional<Platform> platform(InspectImageResponse image) {
        return image.getOs() == null || image.getArch() == null
                ? Optional.empty()
                : parse(image.getOs() + "/" + image.getArch(), Platform::parse);
    }

    private static List<Digest> layers(InspectImageResponse image) {
        return image.getRootFS() == null || image.getRootFS().getLayers() == null
                ? List.of()
                : image.getRootFS().getLayers().stream()
                        .flatMap(layer -> parse(layer, Digest::parse).stream())
                        .toList();
    }

    /** Ignores invalid values, because they are only shown to users. */
    private static <T> Optional<T> parse(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> list(String[] values) {
        return values == null ? List.of() : Arrays.asList(values);
    }
}
