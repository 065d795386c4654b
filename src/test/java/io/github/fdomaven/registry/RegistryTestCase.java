package io.github.fdomaven.registry;

import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.http.UnreachableServers;
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
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A registry server, a client for it, and what happens between them. */
abstract class RegistryTestCase {

    /** The Basic header of ann:secret. */
    static final String ANN = "Basic YW5uOnNlY3JldA==";

    final FakeTime time = new FakeTime();
    final Secrets secrets = new Secrets();
    final List<String> retries = new ArrayList<>();
    /** By repository or by host. */
    final Map<String, Credentials> credentials = new HashMap<>();

    final Set<String> insecure = new HashSet<>();

    final UnreachableServers unreachable = new UnreachableServers();

    Proxies proxies = Proxies.none();
    RegistryServer server;
    Reference reference;

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        reference = server.repository("group/project").tagged(new Tag("1"));
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.close();
    }

    HttpRegistry registry() {
        if (registry == null) {
            registry = registry(Duration.ofSeconds(60));
        }
        return registry;
    }

    HttpRegistry registry(Duration responseTimeout) {
        return registry(TimeLimits.of(Duration.ofSeconds(30), responseTimeout));
    }

    HttpRegistry registry(TimeLimits limits) {
        return new HttpRegistry(client(limits));
    }

    RegistryClient client(TimeLimits limits) {
        return new RegistryClient(
                new CredentialChain(
                        List.of(CredentialSource.of(
                                "settings.xml",
                                repository -> Optional.ofNullable(credentials.getOrDefault(
                                        repository.toString(), credentials.get(repository.host()))))),
                        secrets,
                        (host, source) -> {}),
                new PlainHttp(insecure),
                secrets,
                (problem, pause) -> retries.add(problem + " " + pause),
                new HttpTransport(proxies, limits, this::tls),
                unreachable,
                time);
    }

    /** Makes the TLS connections through a proxy. */
    SSLSocketFactory tls() {
        return HttpsURLConnection.getDefaultSSLSocketFactory();
    }

    void login(RegistryServer where, String user, String password) {
        credentials.put(where.host(), new Credentials(user, password));
    }

    /** Accepts {@link #ANN} only. */
    void demandBasicCredentials(RegistryServer where, String... challenges) {
        where.guard(request -> {
            boolean known = request.header("Authorization").equals(ANN);
            if (!known) {
                String[] headers = Stream.of(challenges)
                        .flatMap(challenge -> Stream.of("WWW-Authenticate", challenge))
                        .toArray(String[]::new);
                request.answer(401, ReceivedRequest.error("UNAUTHORIZED", "authentication required"), headers);
            }
            return known;
        });
    }

    /** Answers no request until the test ends. */
    void answerNothing(RegistryServer where) {
        answerNothing(where, "");
    }

    /** Answers no request whose method and path start with a text, until the test ends. */
    void answerNothing(RegistryServer where, String start) {
        where.respond(start, 99, request -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    String url() {
        return "http://" + server.host() + "/v2/group/project/manifests/1";
    }
}
