package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.JsonException;
import io.github.fdomaven.support.JsonText;
import io.github.fdomaven.support.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A summary of a recipe, stored as a label of the image. It shows later what has changed. Exec and labels may contain secrets,
 * so the summary has only short digests of them.
 */
public final class RecipeNote {

    /** The label is part of the image's config, which is downloaded often. */
    private static final int MAX_LENGTH = 4096;

    private static final int SHORT_DIGEST = 12;
    private static final String PACKAGES = "packages";
    private static final Set<String> MAPS = Set.of("files", "labels");

    private RecipeNote() {}

    /** {@return the summary of a recipe as JSON, unless it is too long for a label} */
    public static Optional<String> of(Recipe recipe) {
        return Optional.of(JsonText.write(content(recipe))).filter(text -> text.length() <= MAX_LENGTH);
    }

    /** {@return what has changed since a summary, such as {@code packages +curl}; nothing if the text is not a summary} */
    public static List<String> changes(String note, Recipe now) {
        return changes(note, JsonText.write(content(now)), now.base().spellings());
    }

    /** {@return what has changed between two summaries; nothing if a text is not a summary} */
    public static List<String> changes(String before, String after) {
        return changes(before, after, Set.of());
    }

    private static List<String> changes(String note, String other, Set<String> sameBases) {
        JsonValue before;
        JsonValue after;
        try {
            before = JsonText.readFirst(note);
            after = JsonText.readFirst(other);
        } catch (JsonException e) {
            return List.of();
        }
        List<String> changes = new ArrayList<>();
        after.members().forEach((name, is) -> {
            JsonValue was = before.path(name);
            boolean isSameBase = name.equals(Recipe.BASE) && sameBases.contains(was.asText());
            if (!was.isMissing() && !was.equals(is) && !isSameBase) {
                changes.add(change(name, was, is));
            }
        });
        return changes;
    }

    private static String change(String name, JsonValue was, JsonValue is) {
        if (name.equals(PACKAGES)) {
            return PACKAGES + signed(texts(is), texts(was), " +") + signed(texts(was), texts(is), " -");
        }
        if (MAPS.contains(name)) {
            Set<String> changed = new LinkedHashSet<>(was.members().keySet());
            changed.addAll(is.members().keySet());
            changed.removeIf(key -> was.path(key).equals(is.path(key)));
            return name + " " + String.join(", ", changed);
        }
        return name.equals("exec") ? name : name + " " + was.asText("none") + " → " + is.asText("none");
    }

    private static Set<String> texts(JsonValue list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static String signed(Set<String> texts, Set<String> without, String sign) {
        return texts.stream()
                .filter(text -> !without.contains(text))
                .map(sign::concat)
                .collect(Collectors.joining());
    }

    private static Map<String, Object> content(Recipe recipe) {
        Map<String, Object> content = recipe.canonical();
        content.remove("platform");
        content.put("exec", recipe.exec().map(exec -> digest(exec.command())).orElse(""));
        Map<String, String> files = new TreeMap<>();
        recipe.exec().ifPresent(exec -> exec.files().forEach((path, digest) -> files.put(path, shortened(digest))));
        content.put("files", files);
        Map<String, String> labels = new TreeMap<>();
        recipe.labels().forEach((name, value) -> labels.put(name, digest(value)));
        content.put("labels", labels);
        return content;
    }

    private static String digest(String text) {
        return shortened(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String shortened(Digest digest) {
        return digest.hex().substring(0, SHORT_DIGEST);
    }
}
