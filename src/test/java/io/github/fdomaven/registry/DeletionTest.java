package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionTest extends RegistryTestCase {

    private static final String DELETE = "DELETE /v2/group/project/manifests/";

    private Digest digest;

    @BeforeEach
    void putImage() {
        digest = Images.put(server, reference).digest();
    }

    private boolean delete() {
        return registry(Duration.ofSeconds(10)).delete(reference.repository(), digest);
    }

    private String request() {
        return "DELETE http://" + server.host() + "/v2/group/project/manifests/" + digest + ": ";
    }

    @Test
    void anImageGoesWithAllItsTags() {
        server.put(reference.repository().tagged(new Tag("2")), server.manifest(reference));

        assertThat(delete()).isTrue();
        assertThat(server.asked()).containsExactly(DELETE + digest);
        assertThat(registry().digest(reference)).isEmpty();
        assertThat(registry().digest(reference.repository().tagged(new Tag("2"))))
                .isEmpty();
    }

    @Test
    void whatIsNotThereNeedsNoDeleting() {
        delete();

        assertThat(delete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void registriesSayItInSeveralWays(int status) {
        server.trouble(DELETE, 1, status, "");

        assertThat(delete()).isTrue();
    }

    @Test
    void theTokenIsAskedForTheRightToDelete() {
        new FakeTokens(server).demand(ANN);
        know(server, "ann", "secret");

        assertThat(delete()).isTrue();
        assertThat(server.requests().get(1).parameters("scope")).containsExactly("repository:group/project:delete");
    }

    @ParameterizedTest
    @CsvSource({"405, UNSUPPORTED: The operation is unsupported", "400, UNSUPPORTED: not here", "405, ''"})
    void aRegistryThatDoesNotDeleteIsTheUsersToChange(int status, String words) {
        String[] parts = words.split(": ");
        server.trouble(DELETE, 9, status, words.isEmpty() ? "" : new String(FakeRequest.error(parts[0], parts[1])));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::delete)
                .withMessage(request() + status + ": " + (words.isEmpty() ? "Method Not Allowed" : words) + ". "
                        + server.host() + " does not delete images: have it allowed by those who run it (a registry of"
                        + " the distribution project by REGISTRY_STORAGE_DELETE_ENABLED=true), or delete them by its own"
                        + " means.");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aRefusalIsNoAbsence() {
        server.trouble(
                DELETE, 1, 403, new String(FakeRequest.error("DENIED", "requested access to the resource is denied")));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::delete)
                .withMessageStartingWith(request() + "403: DENIED: requested access to the resource is denied. ");
    }

    @Test
    void aRegistryInTroubleIsAskedAgain() {
        server.trouble(DELETE, 2, 503, "");
        assertThat(delete()).isTrue();
        assertThat(retries).hasSize(2);

        server.trouble(DELETE, 9, 500, "");
        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(this::delete);
    }
}
