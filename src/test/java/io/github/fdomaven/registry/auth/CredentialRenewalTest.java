package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.http.FakeTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialRenewalTest {

    private static final String HOST = "registry.example.org";

    @TempDir
    private Path directory;

    @Test
    void asksAHelperAgainAfterAMinuteIfItHasCredentials() throws IOException {
        FakeTime time = new FakeTime();
        CredentialScripts scripts = new CredentialScripts(directory)
                .add("test", "ann", "first-token")
                .add("locked", "echo locked; exit 1");
        CredentialPrograms helpers = scripts.helpers(time);
        assertThat(helpers.get("test", HOST).credentials()).contains(new Credentials("ann", "first-token"));
        helpers.get("locked", HOST);

        time.pass(Duration.ofSeconds(61));
        scripts.add("test", "ann", "second-token");

        assertThat(helpers.get("test", HOST).credentials()).contains(new Credentials("ann", "second-token"));
        helpers.get("locked", HOST);
        assertThat(scripts.calls()).containsExactly("test get " + HOST, "locked get " + HOST, "test get " + HOST);
    }
}
