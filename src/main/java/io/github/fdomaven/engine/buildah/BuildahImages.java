package io.github.fdomaven.engine.buildah;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images in the storage of the buildah program. */
record BuildahImages(Buildah buildah, BuildahSession session, BuildahErrors errors) {

    private static final String SHA256 = "sha256:";

    /** The program prints sizes for people. */
    private static final Pattern SIZE = Pattern.compile("([0-9.]+) ?(B|[kKMGT]i?B)");

    private static final Map<String, Integer> THOUSANDS = Map.of("B", 0, "K", 1, "M", 2, "G", 3, "T", 4);

    /** Returns the image with a name or an ID. */
    Optional<EngineImage> find(String name) {
        return errors.call("find " + name, () -> inspect(name).map(this::image));
    }

    private Optional<JsonNode> inspect(String name) {
        try {
            return Optional.of(buildah.json("inspect", "--type", "image", plainId(name)));
        } catch (Buildah.Failure e) {
            if (BuildahErrors.isAbsent(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The program's IDs are without the algorithm. */
    static String plainId(String id) {
        return id.startsWith(SHA256) ? id.substring(SHA256.length()) : id;
    }

    private EngineImage image(JsonNode inspected) {
        String id = inspected.path("FromImageID").asText();
        JsonNode oci = inspected.path("OCIv1");
        JsonNode config = oci.path("config");
        return new EngineImage(
                SHA256 + id,
                // The program does not say which of the manifests of an image it has pulled.
                Optional.empty(),
                size(id),
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                ImageConfig.of(oci.path("created").textValue(), platform(oci), labels(inspected)),
                texts(oci.at("/rootfs/diff_ids")).stream().map(Digest::parse).toList());
    }

    private static Map<String, String> labels(JsonNode inspected) {
        Map<String, String> labels = new HashMap<>();
        inspected
                .at("/OCIv1/config/Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static Optional<Platform> platform(JsonNode oci) {
        String os = oci.path("os").asText();
        String architecture = oci.path("architecture").asText();
        Optional<String> variant = Optional.ofNullable(oci.path("variant").textValue());
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(os, architecture, variant.filter(text -> !text.isEmpty())));
    }

    private long size(String id) {
        return bytes(buildah.json("images", "--json", id).path(0).path("size").asText());
    }

    static long bytes(String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            return 0;
        }
        String unit = matcher.group(2);
        int factor = unit.contains("i") ? 1024 : 1000;
        int exponent = THOUSANDS.get(unit.substring(0, 1).toUpperCase(Locale.ROOT));
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(factor).pow(exponent))
                .longValue();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    void tag(String imageId, String name) {
        errors.call("tag " + name, () -> buildah.call("tag", plainId(imageId), name));
    }

    /** Removes a tag, and the image if it was the last one. Does nothing if it does not exist. */
    void untag(String name) {
        errors.call("untag " + name, () -> {
            removeIfPresent(name);
            return null;
        });
    }

    private void removeIfPresent(String name) {
        try {
            buildah.call("rmi", plainId(name));
        } catch (Buildah.Failure e) {
            if (!BuildahErrors.isAbsent(e)) {
                throw e;
            }
        }
    }

    void markReplaced(String imageId) {
        Optional<JsonNode> image = errors.call("find " + imageId, () -> inspect(imageId));
        if (image.isEmpty() || !isOwn(image.get())) {
            return;
        }
        try {
            Files.writeString(session.mark(plainId(imageId)), "");
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not mark the image " + imageId + ": " + FileProblem.of(e) + ". Check that there is space.",
                    e);
        }
        tag(imageId, mark(imageId));
    }

    private static String mark(String imageId) {
        return BuildahSession.REPOSITORY + ":replaced-" + plainId(imageId);
    }

    /** Returns false if the image has no tag, but is still needed. */
    boolean removeUnused(String imageId) {
        return errors.call("remove the image " + imageId, () -> {
            Optional<JsonNode> image = inspect(imageId);
            if (image.isEmpty()) {
                return true;
            }
            List<String> names = new ArrayList<>(names(imageId));
            try {
                if (names.remove(mark(imageId))) {
                    buildah.call("rmi", mark(imageId));
                }
                if (names.isEmpty() && isOwn(image.get())) {
                    removeIfPresent(imageId);
                }
                return true;
            } catch (Buildah.Failure e) {
                if (BuildahErrors.isInUse(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private List<String> names(String imageId) {
        return texts(buildah.json("images", "--json", plainId(imageId)).path(0).path("names"));
    }

    private static boolean isOwn(JsonNode inspected) {
        return FdoLabels.value(labels(inspected), FdoLabels.RECIPE_DIGEST).isPresent();
    }
}
