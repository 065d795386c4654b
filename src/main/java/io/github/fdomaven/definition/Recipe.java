package io.github.fdomaven.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that decides what an image holds. Two recipes with one digest make the same image from the same base.
 *
 * @param distribution the distribution
 * @param version the distribution's version
 * @param base the image to start from, as it was written: projects that differ in their registry alone share a recipe
 * @param packages the packages to install
 * @param exec the command to run after that
 * @param entrypoint the path of the entrypoint, where it is not the base's
 * @param workingDir the absolute path of the working directory
 * @param user the user, where it is not the base's
 * @param labels labels of the user's own
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

    /**
     * Refuses a working directory that is not absolute, and labels in the plugin's own name.
     *
     * @param distribution the distribution
     * @param version the distribution's version
     * @param base the image to start from
     * @param packages the packages to install
     * @param exec the command to run after that
     * @param entrypoint the path of the entrypoint
     * @param workingDir the absolute path of the working directory
     * @param user the user
     * @param labels labels of the user's own
     * @throws IllegalArgumentException saying which value is not valid
     */
    public Recipe {
        labels = Map.copyOf(labels);
        if (!workingDir.startsWith("/")) {
            throw new IllegalArgumentException("'" + workingDir + "' is not an absolute path of the image.");
        }
        for (String label : labels.keySet()) {
            if (label.isBlank() || label.startsWith(FdoLabels.PREFIX)) {
                throw new IllegalArgumentException(
                        "'" + label + "' cannot be the name of a label of your own: names that" + " start with "
                                + FdoLabels.PREFIX + " are the plugin's.");
            }
        }
    }

    /**
     * {@return the SHA-256 of the recipe in one canonical form: JSON, its members in a fixed order, packages and labels
     * sorted}
     */
    public Digest digest() {
        try {
            return Digest.sha256(
                    new ObjectMapper().writeValueAsString(canonical()).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A recipe of plain strings cannot fail to become JSON.", e);
        }
    }

    private Map<String, Object> canonical() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("distribution", distribution.id());
        form.put("version", version);
        form.put("base", base.text());
        form.put("packages", packages.sorted());
        form.put("exec", exec.map(Exec::command).orElse(null));
        Map<String, String> files = new TreeMap<>();
        exec.ifPresent(value -> value.files().forEach((path, digest) -> files.put(path, digest.toString())));
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
