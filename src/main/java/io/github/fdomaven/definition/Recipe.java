package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image is built from. Two recipes with the same digest build the same image.
 *
 * @param base the base image; if it is below the project, its path counts, so that a fork has the same recipe
 * @param entrypoint the path of the entrypoint, if it is not the base image's
 * @param workingDir the absolute path of the working directory
 * @param user the user, if it is not the base image's
 * @param labels the user's own labels
 */
public record Recipe(
        Distribution distribution,
        String version,
        BaseReference base,
        Packages packages,
        Optional<Exec> exec,
        Optional<String> entrypoint,
        String workingDir,
        Optional<String> user,
        Map<String, String> labels) {

    /** The member of the JSON with the base image. */
    static final String BASE = "base";

    public Recipe {
        labels = checkedLabels(labels);
        checkedWorkingDir(workingDir);
    }

    /**
     * {@return the entrypoint}
     *
     * @throws IllegalArgumentException if it has arguments
     */
    public static String checkedEntrypoint(String path) {
        if (path.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("'" + path + "' is not the path of a program: an entrypoint has no"
                    + " arguments. Write a script in exec and set its path here.");
        }
        return path;
    }

    /**
     * {@return the working directory}
     *
     * @throws IllegalArgumentException if it is not an absolute path
     */
    public static String checkedWorkingDir(String path) {
        if (!path.startsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + path + "' is not an absolute path of the image, such as /app.");
        }
        return path;
    }

    /**
     * {@return the user}
     *
     * @throws IllegalArgumentException if it has spaces
     */
    public static String checkedUser(String user) {
        if (user.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "'" + user + "' is not a user. Write a name or a number, or both user and"
                            + " group with a colon, without spaces.");
        }
        return user;
    }

    /**
     * {@return a copy of the user's own labels}
     *
     * @throws IllegalArgumentException if a label has no name, or a name that belongs to the plugin
     */
    public static Map<String, String> checkedLabels(Map<String, String> labels) {
        for (String label : labels.keySet()) {
            if (label.isBlank() || label.startsWith(FdoLabels.PREFIX)) {
                throw new IllegalArgumentException("'" + label + "' is reserved: labels that start with "
                        + FdoLabels.PREFIX + " belong to the plugin. Give the label another name.");
            }
        }
        return Map.copyOf(labels);
    }

    /** {@return the SHA-256 digest of the recipe as JSON} */
    public Digest digest() {
        return digest(base.portable());
    }

    /** {@return whether the labels of an image have the digest of this recipe} */
    public boolean isRecordedIn(Map<String, String> labels) {
        return FdoLabels.value(labels, FdoLabels.RECIPE_DIGEST)
                .filter(this::hasDigest)
                .isPresent();
    }

    /**
     * {@return whether a digest is that of this recipe, however its base image is written} Older images have the digest of a
     * recipe with the full reference of a base image of the project.
     *
     * @param label the digest in the label of an image
     */
    public boolean hasDigest(String label) {
        for (String spelling : base.spellings()) {
            if (digest(spelling).toString().equals(label)) {
                return true;
            }
        }
        return false;
    }

    private Digest digest(String baseText) {
        Map<String, Object> form = canonical();
        form.put(BASE, baseText);
        return Digest.sha256(JsonText.write(form).getBytes(StandardCharsets.UTF_8));
    }

    /** The members of the recipe in a fixed order, packages and labels sorted. */
    Map<String, Object> canonical() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("distribution", distribution.id());
        form.put("version", version);
        form.put(BASE, base.portable());
        form.put("packages", packages.sorted());
        form.put("exec", exec.map(Exec::command).orElse(null));
        Map<String, String> files = new TreeMap<>();
        if (exec.isPresent()) {
            exec.get().files().forEach((path, digest) -> files.put(path, digest.toString()));
        }
        form.put("files", files);
        form.put("entrypoint", entrypoint.orElse(null));
        form.put("workingDir", workingDir);
        form.put("user", user.orElse(null));
        // The platform is no longer part of a recipe. Digests of older images have this member.
        form.put("platform", null);
        form.put("labels", new TreeMap<>(labels));
        return form;
    }
}
