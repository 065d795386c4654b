package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.retention.Cleanup;
import io.github.fdomaven.retention.CleanupRequest;
import io.github.fdomaven.retention.Deletion;
import io.github.fdomaven.retention.Deletions;
import io.github.fdomaven.retention.RegistryTagDeleter;
import io.github.fdomaven.retention.Selection;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests of a cleanup. */
class CleanupRequestsTest extends RegistryTestCase {

    @BeforeEach
    void putImage() {
        Images.put(server, reference);
    }

    private Deletions cleanUp(boolean confirmed) {
        HttpRegistry registry = registry();
        Selection all = new Selection(Optional.of(Selection.Mode.ALL), Optional.empty(), Set.of());
        return new Cleanup(registry, new RegistryTagDeleter(registry))
                .run(new CleanupRequest(
                        Set.of(reference.repository()),
                        Set.of(),
                        all,
                        confirmed,
                        Instant.parse("2026-11-24T00:00:00Z")));
    }

    @Test
    void sendsOnlyReadRequestsInADryRun() {
        assertThat(cleanUp(false).count(Deletion.Outcome.WOULD_DELETE)).isOne();

        assertThat(server.received())
                .isNotEmpty()
                .allMatch(request -> request.startsWith("GET ") || request.startsWith("HEAD "));
    }

    @Test
    void checksATagBeforeAndAfterItsDeletion() {
        assertThat(cleanUp(true).count(Deletion.Outcome.DELETED)).isOne();

        String manifests = " /v2/group/project/manifests/";
        assertThat(server.received().stream().filter(request -> !request.startsWith("GET ")))
                .hasSize(3)
                .satisfiesExactly(
                        before -> assertThat(before).startsWith("HEAD" + manifests),
                        deletion -> assertThat(deletion).startsWith("DELETE" + manifests + "sha256:"),
                        after -> assertThat(after).startsWith("HEAD" + manifests));
    }

    @Test
    void failsIfTheRegistryDoesNotDelete() {
        server.respond("DELETE ", 9, 405, "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}");

        Deletions deletions = cleanUp(true);

        assertThat(deletions.count(Deletion.Outcome.FAILED)).isOne();
        assertThat(registry().digest(reference)).isPresent();
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> FdoException.throwIfAny(deletions.failures()))
                .withMessageContaining("405");
    }
}
