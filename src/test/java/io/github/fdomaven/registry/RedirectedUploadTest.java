package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectedUploadTest extends CopyTestCase {

    /** Redirects the requests of a method below the repository of the copy, but not those that were redirected. */
    private void redirect(String method, int status, String origin, String again) {
        other.respond(method + " /v2/mine", Integer.MAX_VALUE, request -> {
            if (request.parameter("again") == null) {
                String separator = request.uri().getQuery() == null ? "?" : "&";
                request.answer(
                        status,
                        new byte[0],
                        "Location",
                        origin + request.uri() + (again.isEmpty() ? "" : separator + again));
            } else {
                other.serve(request);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"POST, 307", "POST, 308", "PUT, 307", "PUT, 308", "PATCH, 307", "HEAD, 302", "HEAD, 307"})
    void sendsTheSameRequestAfterARedirect(String method, int status) {
        if (method.equals("PATCH")) {
            refuseLongRequests("PUT", 0, 405);
        }
        redirect(method, status, "", "again=1");

        copiesTo(other);

        assertThat(other.requests()).anyMatch(request -> request.parameter("again") != null);
    }

    @ParameterizedTest
    @CsvSource({"POST, 301", "POST, 302", "POST, 307", "PUT, 301", "PUT, 302", "PUT, 308"})
    void sendsNoCredentialsToAnotherServerAfterARedirect(String method, int status) throws IOException {
        login(other, "ann", "secret");
        ImageManifest image = Images.put(server, reference);
        try (RegistryServer storage = new RegistryServer()) {
            demandBasicCredentials(other, "Basic realm=\"r\"");
            registry().digest(far);
            redirect(method, status, "http://" + storage.host(), "");
            other.respond("PUT /v2/mine/project/manifests", 1, 201, "");

            copy(image, far);

            assertThat(Images.isWhole(storage, far.repository(), image)).isTrue();
            assertThat(storage.requests())
                    .allMatch(request -> request.header("Authorization").isEmpty());
            assertThat(other.requests())
                    .allMatch(request -> request.header("Authorization").equals(ANN)
                            || request.method().equals("HEAD")
                            || request.method().equals("GET"));
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, 303", "PUT, 303", "PUT, 302"})
    void doesNotFollowRedirectsThatChangeTheMethod(String method, int status) {
        other.respond(method, 1, status, "", "Location", "/elsewhere?signature=secret");
        ImageManifest image = Images.put(server, reference);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageContaining(": " + status + ": redirects to http://" + other.host() + "/elsewhere. ")
                .withMessageNotContaining("secret");
    }
}
