package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry whose repositories do not have the same token service. */
class TokenServicesTest extends RegistryTestCase {

    private static final String TOKEN = "GET /token";
    private static final String OPEN = "GET /v2/open/manifests/1";

    private Reference open;
    private ImageManifest image;

    @BeforeEach
    void readAnImageWithAToken() {
        open = server.repository("open").tagged(new Tag("1"));
        image = Images.put(server, open);
        Images.put(server, reference);
        TokenServer tokens = new TokenServer(server);
        server.guard(request -> request.path().startsWith("/v2/open/") || tokens.admits(request));
        registry().manifest(reference).orElseThrow();
        server.requests().clear();
        server.respond(TOKEN, 9, 403, "not my repository");
    }

    @Test
    void sendsNoTokenIfTheTokenServiceOfAnotherRepositoryRefuses() {
        assertThat(registry().manifest(open)).contains(image);
        assertThat(server.received()).containsExactly(TOKEN, OPEN);
        assertThat(server.requests().get(1).header("Authorization")).isEmpty();
    }

    @Test
    void asksTheTokenServiceThatTheRepositoryNames() {
        String challenge = "Bearer realm=\"http://" + server.host() + "/other\"";
        server.respond(OPEN, 1, 401, "", "WWW-Authenticate", challenge);
        server.respond("GET /other", 1, 200, "{\"token\":\"a-token\"}");

        assertThat(registry().manifest(open)).contains(image);
        assertThat(server.received()).containsExactly(TOKEN, OPEN, "GET /other", OPEN);
        assertThat(server.requests().get(3).header("Authorization")).isEqualTo("Bearer a-token");
    }
}
