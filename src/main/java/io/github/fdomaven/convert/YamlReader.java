package io.github.fdomaven.convert;

import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.Items;
import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.convert.YamlValue.Nothing;
import io.github.fdomaven.convert.YamlValue.Pointer;
import io.github.fdomaven.convert.YamlValue.Text;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML as GitLab does: in a mapping the last of two equal keys counts, also if {@code <<} adds it. This is the only class
 * that uses the YAML library. It reads the library's events, so that it has its own limits.
 */
final class YamlReader {

    private static final int MAX_DEPTH = 100;
    private static final String MERGE = "<<";
    private static final String REFERENCE_TAG = "!reference";

    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern FRACTION = Pattern.compile("[-+]?[0-9]+\\.[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
    private static final Pattern GROUPED = Pattern.compile("[-+]?[1-9][0-9]*([_,][0-9]+)+");

    private final String file;
    private final Consumer<Note> notes;
    private final Iterator<Event> events;

    /** The anchors so far. An anchor whose value is not complete has none. */
    private final Map<String, Optional<YamlValue>> anchors = new HashMap<>();

    /** The fields that {@code <<} has added. Unlike those of an alias they are copies, which fill the memory. */
    private int merged;

    private YamlReader(String file, Consumer<Note> notes, Iterator<Event> events) {
        this.file = file;
        this.notes = notes;
        this.events = events;
    }

    /**
     * Reads the documents of a file.
     *
     * @throws FixableException if the text is not YAML, or exceeds a limit
     */
    static List<YamlValue> read(String text, String file, Consumer<Note> notes) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setUseMarks(true)
                .build();
        try {
            return new YamlReader(
                            file, notes, new Parse(settings).parseString(text).iterator())
                    .documents();
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                    .orElse("");
            throw invalid(file, place + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw invalid(file, OneLine.of(e.getMessage()), e);
        }
    }

    private static FixableException invalid(String file, String problem, YamlEngineException cause) {
        return new FixableException(
                "Could not read " + file + " as YAML: " + problem + ". Correct the file, then run the goal again.",
                cause);
    }

    private List<YamlValue> documents() {
        List<YamlValue> documents = new ArrayList<>();
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                documents.add(value(events.next(), 0));
            }
        }
        return documents;
    }

    private YamlValue value(Event event, int depth) {
        Location location = location(event);
        if (event instanceof AliasEvent alias) {
            return aliased(alias.getAlias().toString(), location);
        }
        if (depth > MAX_DEPTH) {
            throw new FixableException(location + " is nested in more than " + MAX_DEPTH
                    + " levels. Is it a file for GitLab? Nothing was converted.");
        }
        Optional<String> anchor = ((NodeEvent) event).getAnchor().map(Object::toString);
        anchor.ifPresent(name -> anchors.put(name, Optional.empty()));
        YamlValue value = complete(event, location, depth);
        anchor.ifPresent(name -> anchors.put(name, Optional.of(value)));
        return value;
    }

    private YamlValue complete(Event event, Location location, int depth) {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, location);
        }
        return event instanceof SequenceStartEvent sequence
                ? sequence(sequence, location, depth)
                : new Fields(mapping(depth), location);
    }

    private Location location(Event event) {
        return new Location(file, event.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }

    private YamlValue aliased(String name, Location location) {
        Optional<YamlValue> value = anchors.get(name);
        if (value == null) {
            throw new FixableException(location + ": the anchor '" + name
                    + "' is not defined. An anchor must be in the same file, before its alias.");
        }
        return value.orElseThrow(() -> new FixableException(location + ": the anchor '" + name + "' contains itself."));
    }

    private static YamlValue scalar(ScalarEvent event, Location location) {
        String text = event.getValue();
        if (!event.isPlain() || event.getTag().isPresent()) {
            return new Text(text, location);
        }
        return NULL.matcher(text).matches() ? new Nothing(location) : new Text(asRubyPrints(text), location);
    }

    /** GitLab reads a number without quotes as a number of Ruby, and makes text of it again: {@code 3.10} becomes {@code 3.1}. */
    private static String asRubyPrints(String plain) {
        if (FRACTION.matcher(plain).matches()) {
            BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
            return number.setScale(Math.max(1, number.scale())).toPlainString();
        }
        if (OCTAL.matcher(plain).matches()) {
            return new BigInteger(plain, 8).toString();
        }
        return GROUPED.matcher(plain).matches() ? plain.replaceAll("[_,+]", "") : plain;
    }

    private YamlValue sequence(SequenceStartEvent start, Location location, int depth) {
        List<YamlValue> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, depth + 1));
        }
        Items sequence = new Items(items, location);
        boolean isReference = start.getTag().filter(REFERENCE_TAG::equals).isPresent();
        return isReference
                ? new Pointer(YamlValue.texts(sequence).stream().map(Text::text).toList(), location)
                : sequence;
    }

    private Map<String, YamlValue> mapping(int depth) {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        Map<String, Location> own = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Location location = location(event);
            String key = key(value(event, depth + 1));
            YamlValue value = value(events.next(), depth + 1);
            if (key.equals(MERGE)) {
                merge(value, fields, location);
                continue;
            }
            Location first = own.put(key, location);
            if (first != null) {
                notes.accept(new Note(
                        location, "The key '" + key + "' is in line " + first.line() + " too. The last value counts."));
            }
            fields.put(key, value);
        }
        return fields;
    }

    private static String key(YamlValue key) {
        if (key instanceof Nothing) {
            return "";
        }
        if (key instanceof Text text) {
            return text.text();
        }
        throw new FixableException(key.location() + ": a key of a mapping must be a text.");
    }

    /** Of several mappings the first has the highest priority, but all replace the keys before. */
    private void merge(YamlValue value, Map<String, YamlValue> fields, Location location) {
        List<YamlValue> mappings = value instanceof Items items ? items.items() : List.of(value);
        for (int i = mappings.size() - 1; i >= 0; i--) {
            if (!(mappings.get(i) instanceof Fields mapping)) {
                throw new FixableException(value.location() + ": '" + MERGE + "' needs a mapping, such as '*anchor'.");
            }
            merged += mapping.fields().size();
            if (merged > YamlValue.MAX_ITEMS) {
                throw new FixableException(location + ": '" + MERGE + "' adds more than " + YamlValue.MAX_ITEMS
                        + " fields in this file. Nothing was converted.");
            }
            fields.putAll(mapping.fields());
        }
    }
}
