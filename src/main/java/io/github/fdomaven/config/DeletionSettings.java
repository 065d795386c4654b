package io.github.fdomaven.config;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.retention.DeletionMode;
import io.github.fdomaven.retention.Selection;
import io.github.fdomaven.retention.TagPattern;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is set for the deletion of images.
 *
 * @param selection which images are to be deleted
 * @param confirmed whether they are deleted in earnest
 */
public record DeletionSettings(Selection selection, boolean confirmed) {

    /**
     * Reads them.
     *
     * @param sources where they may be set
     * @param images the images of the POM, which may be told by name
     * @return the settings
     * @throws FixableException naming the setting that is not valid, or is not one
     */
    public static DeletionSettings read(SettingSources sources, PomImages images) {
        // As where a shell had no value for a variable: what is to narrow a deletion must not come to nothing in
        // silence.
        sources.refuseBlankProperty(Setting.DELETE_PATTERN);
        sources.refuseBlankProperty(Setting.DELETE_TAGS);
        Optional<TagPattern> pattern = sources.value(Setting.DELETE_PATTERN, TagPattern::new);
        Set<Reference> told = images.listed(Setting.DELETE_TAGS);
        Optional<DeletionMode> mode =
                sources.value(Setting.DELETE, DeletionMode::named).or(() -> byDefault(pattern, told));
        boolean confirmed = sources.flag(Setting.CONFIRM_DELETE).orElse(false);
        if (confirmed) {
            refuseMisspelled(sources);
        }
        return new DeletionSettings(new Selection(mode, pattern, told), confirmed);
    }

    /** A pattern under a name that is a letter off narrows nothing: elsewhere that is a warning, here it comes too late. */
    private static void refuseMisspelled(SettingSources sources) {
        List<String> doubts = NearMisses.ofDeletion(sources.environment().names(), sources.propertyNames());
        if (!doubts.isEmpty()) {
            throw new FixableException(String.join(" ", doubts)
                    + " Nothing is deleted before that is mended, or that name is taken away.");
        }
    }

    /** Who tells what is to be deleted means that, and not what else may have expired. */
    private static Optional<DeletionMode> byDefault(Optional<TagPattern> pattern, Set<Reference> told) {
        if (pattern.isPresent()) {
            return Optional.of(DeletionMode.ALL);
        }
        return told.isEmpty() ? Optional.of(DeletionMode.EXPIRED) : Optional.empty();
    }
}
