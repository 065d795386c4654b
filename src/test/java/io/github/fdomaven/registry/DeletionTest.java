package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        return registry().delete(reference.repository(), digest);
    }

    private String request() {
        return "DELETE http://" + server.host() + "/v2/group/project/manifests/" + digest + ": ";
    }

    @Test
    void deletesAnImageWithAllItsTags() {
        server.put(reference.repository().tagged(new Tag("2")), server.manifest(reference));

        assertThat(delete()).isTrue();
        assertThat(server.received()).containsExactly(DELETE + digest);
        assertThat(registry().digest(reference)).isEmpty();
        assertThat(registry().digest(reference.repository().tagged(new Tag("2"))))
                .isEmpty();
    }

    /** The token service of Quay knows no right to delete. */
    @Test
    void deletesWithTheRightToWriteIfThereIsNoRightToDelete() {
        server.guard(request -> {
            boolean isToken = request.path().equals("/token");
            if (isToken && request.parameters("scope").equals(List.of("repository:group/project:pull,push"))) {
                request.answer(200, "{\"token\":\"writer\"}".getBytes(StandardCharsets.US_ASCII));
            } else if (isToken) {
                request.answer(400, ReceivedRequest.error("INVALID_REQUEST", "Unable to decode actions"));
            } else if (!request.header("Authorization").equals("Bearer writer")) {
                request.answer(
                        401, new byte[0], "WWW-Authenticate", "Bearer realm=\"http://" + server.host() + "/token\"");
            }
            return !isToken && request.header("Authorization").equals("Bearer writer");
        });

        assertThat(delete()).isTrue();
    }

    @Test
    void reportsThatAnImageDoesNotExist() {
        delete();

        assertThat(delete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void acceptsEveryStatusOfADeletion(int status) {
        server.respond(DELETE, 1, status, "");

        assertThat(delete()).isTrue();
    }

    @Test
    void fetchesATokenThatAllowsDeletion() {
        new TokenServer(server).demand(ANN);
        login(server, "ann", "secret");

        assertThat(delete()).isTrue();
        assertThat(server.requests().get(1).parameters("scope")).containsExactly("repository:group/project:delete");
    }

    @ParameterizedTest
    @CsvSource({"405, UNSUPPORTED: The operation is unsupported", "400, UNSUPPORTED: not here", "405, ''"})
    void explainsHowToAllowDeletion(int status, String words) {
        String[] parts = words.split(": ");
        server.respond(DELETE, 9, status, words.isEmpty() ? "" : new String(ReceivedRequest.error(parts[0], parts[1])));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::delete)
                .withMessage(request() + status + ": " + (words.isEmpty() ? "Method Not Allowed" : words) + ". "
                        + server.host() + " does not delete images. Ask its operator to allow it"
                        + " (REGISTRY_STORAGE_DELETE_ENABLED=true in the distribution project's registry), or delete them"
                        + " in another way.");
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, GOOGLE_MANIFEST_DANGLING_TAG", "409, DENIED", "412, PRECONDITION"})
    void reportsThatTheRegistryKeepsTheImage(int status, String code) {
        server.respond(DELETE, 1, status, new String(ReceivedRequest.error(code, "the tag is immutable")));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::delete)
                .withMessage(
                        request() + status + ": " + code + ": the tag is immutable. " + server.host()
                                + " refused to delete the image, for example because a rule protects its tag. Ask its operator.");
    }

    @Test
    void failsOnForbidden() {
        server.respond(
                DELETE,
                1,
                403,
                new String(ReceivedRequest.error("DENIED", "requested access to the resource is denied")));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::delete)
                .withMessageStartingWith(request() + "403: DENIED: requested access to the resource is denied. ");
    }

    @Test
    void retriesAFailingRegistry() {
        server.respond(DELETE, 2, 503, "");
        assertThat(delete()).isTrue();
        assertThat(retries).hasSize(2);

        server.respond(DELETE, 9, 500, "");
        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(this::delete);
    }
}
