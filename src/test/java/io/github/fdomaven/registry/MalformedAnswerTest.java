package io.github.fdomaven.registry;

import io.github.fdomaven.fixture.MalformedAnswers;
import io.github.fdomaven.fixture.RawServer;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a registry answers, a request has a result or fails with a message for the user. */
class MalformedAnswerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Provide
    Arbitrary<String> answers() {
        return MalformedAnswers.all("http://REGISTRY/token");
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void failsWithAMessageOrNot(@ForAll("answers") String answer) throws IOException {
        try (RawServer server = new RawServer(connection -> {})) {
            server.answer(RawServer.text(answer.replace("REGISTRY", server.host())));
            Reference reference = Reference.parse(server.host() + "/a/b:1");
            ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, Images.bytes(Images.CONFIG), new byte[70_000]);
            Manifest index =
                    Images.index(MediaTypes.OCI_INDEX, image, Images.image(MediaTypes.OCI_MANIFEST, new byte[1]));
            Reference copy = reference.repository().child("copy").at(image.digest());
            HttpRegistry registry = registry(server);

            check(server, () -> registry.digest(reference));
            check(server, () -> registry.manifest(reference));
            check(server, () -> registry.config(reference.repository(), image));
            check(server, () -> registry.tags(reference.repository()));
            check(server, () -> registry.putBlob(reference.repository(), "m", new byte[70_000]));
            check(server, () -> registry.putManifest(reference, image));
            check(server, () -> registry.copy(reference.repository(), image, copy, new Registry.CopyListener() {}));
            check(
                    server,
                    () -> registry.copy(
                            reference.repository(),
                            index,
                            reference.repository().child("copy").at(index.digest()),
                            new Registry.CopyListener() {}));
            check(server, () -> registry.delete(reference.repository(), image.digest()));
        }
    }

    private static HttpRegistry registry(RawServer server) {
        Secrets secrets = new Secrets();
        CredentialSource source =
                CredentialSource.of("a test", host -> Optional.of(new Credentials("ann", "secret-password")));
        return new HttpRegistry(new RegistryClient(
                new CredentialChain(List.of(source), secrets, (host, name) -> {}),
                new PlainHttp(Set.of()),
                secrets,
                (problem, pause) -> {},
                new HttpTransport(
                        Proxies.none(),
                        new TimeLimits(LIMIT, LIMIT, LIMIT, LIMIT, 1),
                        HttpsURLConnection::getDefaultSSLSocketFactory),
                new UnreachableServers(),
                new FakeTime()));
    }

    private static void check(RawServer server, Runnable operation) {
        MalformedAnswers.check(server, "secret-password", operation);
    }
}
