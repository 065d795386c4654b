package io.github.fdomaven.config;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.retention.Selection;
import io.github.fdomaven.retention.TagPattern;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of delete-images.
 *
 * @param confirmed whether the goal deletes the images; otherwise it only lists them
 */
public record DeletionSettings(Selection selection, boolean confirmed) {

    /**
     * Reads the settings.
     *
     * @param lookup finds the image that the user writes as a name, or as a path and a tag
     * @throws FixableException naming the setting that is not valid or not known
     */
    public static DeletionSettings read(SettingSources sources, Function<String, Reference> lookup) {
        // A shell leaves a property blank if its variable is not set. Without the limit, more would be deleted.
        sources.refuseBlankProperty(Setting.DELETE_PATTERN);
        sources.refuseBlankProperty(Setting.DELETE_TAGS);
        Optional<TagPattern> pattern = sources.value(Setting.DELETE_PATTERN, TagPattern::new);
        Set<Reference> listed = sources.names(Setting.DELETE_TAGS).stream()
                .map(text -> SettingSources.parsed(Setting.DELETE_TAGS, text, lookup))
                .collect(Collectors.toUnmodifiableSet());
        Optional<Selection.Mode> mode =
                sources.choice(Setting.DELETE, Selection.Mode.class).or(() -> defaultMode(pattern, listed));
        boolean confirmed = sources.isTrue(Setting.CONFIRM_DELETE);
        if (confirmed) {
            refuseMisspelled(sources);
        }
        return new DeletionSettings(new Selection(mode, pattern, listed), confirmed);
    }

    /** Fails for a misspelled setting, because a misspelled pattern would not limit the deletion. */
    private static void refuseMisspelled(SettingSources sources) {
        List<String> warnings = NearMisses.ofDeletion(sources.environment().names(), sources.propertyNames());
        if (!warnings.isEmpty()) {
            throw new FixableException(
                    String.join(" ", warnings) + " Nothing was deleted. Correct or remove that setting.");
        }
    }

    /** If tags are listed, the goal deletes only these, even if other images have expired. */
    private static Optional<Selection.Mode> defaultMode(Optional<TagPattern> pattern, Set<Reference> listed) {
        if (pattern.isPresent()) {
            return Optional.of(Selection.Mode.ALL);
        }
        return listed.isEmpty() ? Optional.of(Selection.Mode.EXPIRED) : Optional.empty();
    }
}
