package io.github.fdomaven.convert;

import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.support.FixableException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merges mappings as GitLab does for {@code include} and {@code extends}: mappings deeply, all other values are replaced. */
final class Merger {

    /** Much more than the largest files have. Without a limit, a small file with many aliases could take forever. */
    private static final int MAX_ENTRIES = 1_000_000;

    private int entries;

    /** {@return a mapping with the fields of both; those of the second replace those of the first} */
    Fields merge(Fields base, Fields over) {
        if (base == over) {
            return base;
        }
        entries += base.fields().size() + over.fields().size();
        if (entries > MAX_ENTRIES) {
            throw new FixableException(over.location() + ": 'include' and 'extends' make more than " + MAX_ENTRIES
                    + " fields. Nothing was converted.");
        }
        Map<String, YamlValue> merged = new LinkedHashMap<>(base.fields());
        over.fields().forEach((key, value) -> {
            YamlValue before = merged.get(key);
            merged.put(
                    key, before instanceof Fields old && value instanceof Fields fields ? merge(old, fields) : value);
        });
        return new Fields(merged, over.location());
    }
}
