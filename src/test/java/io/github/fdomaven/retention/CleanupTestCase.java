package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.REPOSITORY;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.selection;

import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs deletions on an in-memory registry. */
abstract class CleanupTestCase {

    static final Map<String, String> ONE_DAY = Map.of("fdo.expires-after", "1d");
    static final Selection EXPIRED = selection(Selection.Mode.EXPIRED, null);
    static final Selection UNNAMED = selection(Selection.Mode.UNNAMED, null);
    static final Selection ALL = selection(Selection.Mode.ALL, null);

    final InMemoryRegistry registry = new InMemoryRegistry();
    Set<Reference> named = Set.of();

    Deletions run(boolean confirmed, Selection selection) {
        return run(confirmed, selection, new RegistryTagDeleter(registry));
    }

    Deletions run(boolean confirmed, Selection selection, TagDeleter deleter) {
        return new Cleanup(registry, deleter)
                .run(new CleanupRequest(
                        new LinkedHashSet<>(List.of(REPOSITORY, Tags.OTHER)), named, selection, confirmed, Tags.NOW));
    }

    ImageManifest putOld(String tag, int day) {
        return registry.put(reference(tag), old(day));
    }

    static ImageConfig old(int day) {
        return Tags.config("2026-11-0" + day + "T00:00:00Z", ONE_DAY);
    }

    void fail(String request) {
        registry.fail(request, new EnvironmentException(request + ": 500."));
    }

    void refuseDeletion(Digest digest) {
        registry.fail("delete " + REPOSITORY + "@" + digest, new FixableException("DELETE " + digest + ": 405."));
    }

    List<String> deletions() {
        return registry.requests().stream()
                .filter(request -> request.startsWith("delete "))
                .toList();
    }

    static List<String> texts(Deletions deletions) {
        return deletions.deletions().stream().map(Deletion::toString).toList();
    }

    static List<String> outcomes(Deletions deletions) {
        return deletions.deletions().stream()
                .map(deletion -> deletion.reference().tag().orElseThrow() + " " + deletion.outcome())
                .toList();
    }
}
