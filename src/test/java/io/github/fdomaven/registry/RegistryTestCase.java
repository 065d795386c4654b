package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A registry, a client for it, and what both have to tell. */
abstract class RegistryTestCase {

    /** As ann:secret is written in a Basic header. */
    static final String ANN = "Basic YW5uOnNlY3JldA==";

    final FakeTime time = new FakeTime();
    final Secrets secrets = new Secrets();
    final List<String> retries = new ArrayList<>();
    final Map<String, Credentials> credentials = new HashMap<>();
    final Set<String> insecure = new HashSet<>();

    Proxies proxies = Proxies.none();
    FakeRegistry server;
    Reference reference;

    private HttpRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = new FakeRegistry();
        reference = server.repository("group/project").tagged(new Tag("1"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The client. */
    Registry registry() {
        if (registry == null) {
            registry = registry(Duration.ofSeconds(10));
        }
        return registry;
    }

    HttpRegistry registry(Duration answerLimit) {
        return new HttpRegistry(
                new CredentialChain(List.of(new Known()), secrets, (host, source) -> {}),
                new PlainHttp(insecure),
                secrets,
                new RegistryListener() {
                    @Override
                    public void retrying(String problem, Duration pause) {
                        retries.add(problem + " " + pause);
                    }
                },
                new Transport(new Routes(proxies, this::tls), Duration.ofSeconds(10), answerLimit),
                time);
    }

    /** What connections through a proxy trust. */
    SSLSocketFactory tls() {
        return HttpsURLConnection.getDefaultSSLSocketFactory();
    }

    void know(FakeRegistry where, String user, String password) {
        credentials.put(where.host(), new Credentials(user, password));
    }

    String url() {
        return "http://" + server.host() + "/v2/group/project/manifests/1";
    }

    private final class Known implements CredentialSource {

        @Override
        public Optional<Credentials> find(String host) {
            return Optional.ofNullable(credentials.get(host));
        }

        @Override
        public String name() {
            return "settings.xml";
        }
    }
}
