package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.fixture.AnonymousRegistry;
import io.github.fdomaven.it.GuardedRegistry;
import io.github.fdomaven.it.TestImages;
import io.github.fdomaven.it.TestRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies pulls, pushes and tags. */
@MethodSource("io.github.fdomaven.engine.docker.EngineContract#buildah")
class TransferContractTest extends EngineContract {

    private static final String USER = "contract";
    private static final String GUARDED_REPOSITORY = "group/tiny";

    @TempDir
    static Path directory;

    private static GuardedRegistry guarded;

    @BeforeAll
    static void startGuardedRegistry() throws Exception {
        guarded = GuardedRegistry.withPasswords(directory, Map.of(USER, GuardedRegistry.PASSWORD));
        TestRegistry testRegistry = new TestRegistry(guarded.host(), USER, GuardedRegistry.PASSWORD);
        new TestImages(testRegistry, GUARDED_REPOSITORY).make("1", Map.of("hello", "hello"));
    }

    @AfterAll
    static void stopGuardedRegistry() {
        guarded.close();
    }

    @Test
    void pullsByTag() throws Exception {
        EngineImage image = pull(base());

        // Podman keeps the digests of all manifests of an image, and does not report which one it pulled.
        assertThat(image.digest()).isIn(Optional.empty(), Optional.of(Digest.parse(registry.digest(BASE, BASE_TAG))));
        assertThat(image.entrypoint()).isEmpty();
        assertThat(image.cmd()).containsExactly("bash");
        assertThat(image.size()).isGreaterThan(1_000_000);
        assertThat(image.layers().stream().map(Digest::toString))
                .isEqualTo(registry.config(BASE, BASE_TAG)
                        .at("/rootfs/diff_ids")
                        .valueStream()
                        .map(layer -> layer.asText())
                        .toList());
        assertThat(engine.find(base())).map(EngineImage::id).hasValue(image.id());
    }

    @Test
    void pullsByDigest() throws Exception {
        String digest = images.make(mark, Map.of("hello", mark));
        Reference byDigest = Reference.parse(host + "/" + repository + "@" + digest);
        EngineImage image = pull(byDigest);

        assertThat(image.digest()).hasValue(Digest.parse(digest));
        cli.removeImage(image.id());
    }

    @Test
    void findsNoImageThatIsOnlyInTheRegistry() throws Exception {
        images.make(mark, Map.of("hello", mark));

        assertThat(engine.find(own())).isEmpty();
    }

    @Test
    void pullsWithCredentials() {
        Reference reference = own(guarded.host() + "/" + GUARDED_REPOSITORY, "1");
        Engine other = open(Map.of(guarded.host(), new Credentials(USER, GuardedRegistry.PASSWORD)));

        assertThat(other.pull(reference, Optional.empty(), (layer, state, current, total) -> {})
                        .cmd())
                .containsExactly("/hello");
    }

    @Test
    void advisesOnMissingCredentials() {
        Reference reference = Reference.parse(guarded.host() + "/" + GUARDED_REPOSITORY + ":1");

        assertThatThrownBy(() -> pull(reference))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                .hasMessageEndingWith(". There are no credentials for " + guarded.host()
                        + ". Add a server with the id '"
                        + guarded.host() + "' to settings.xml, run 'docker login " + guarded.host()
                        + "', or set CI_REGISTRY_USER and CI_REGISTRY_PASSWORD if CI_REGISTRY is " + guarded.host()
                        + ".")
                .message()
                .satisfies(text -> assertSays(EngineMessages.WITHOUT_CREDENTIALS, reference, text));
    }

    @Test
    void advisesOnWrongCredentials() {
        Reference reference = Reference.parse(guarded.host() + "/" + GUARDED_REPOSITORY + ":1");
        Engine wrong = open(Map.of(guarded.host(), new Credentials(USER, GuardedRegistry.OTHER_PASSWORD)));

        assertThatThrownBy(() -> wrong.pull(reference, Optional.empty(), (layer, state, current, total) -> {}))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                .hasMessageEndingWith(". The credentials for " + guarded.host()
                        + " come from the test. Check that they are valid and allow this, or add a server with the id '"
                        + guarded.host() + "' to settings.xml.")
                .hasMessageNotContaining(GuardedRegistry.OTHER_PASSWORD)
                .message()
                .satisfies(text -> assertSays(EngineMessages.WRONG_CREDENTIALS, reference, text));
    }

    @Test
    void pushesWithCredentials() {
        Reference target = own(guarded.host() + "/" + GUARDED_REPOSITORY, mark);
        engine.tag(pull(base()).id(), target);

        assertThatThrownBy(() -> engine.push(target, (layer, state, current, total) -> {}))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not push " + target + ": " + engine.name() + " says: ")
                .hasMessageContaining("There are no credentials for " + guarded.host())
                .message()
                .satisfies(text -> assertSays(EngineMessages.PUSH_WITHOUT_CREDENTIALS, target, text));
        open(Map.of(guarded.host(), new Credentials(USER, GuardedRegistry.PASSWORD)))
                .push(target, (layer, state, current, total) -> {});
    }

    @Test
    void advisesToCheckTheReferenceOfAnAbsentImage() {
        for (String absent : List.of(BASE + ":no-such-tag", "no/such/repository:1")) {
            Reference reference = Reference.parse(host + "/" + absent);

            assertThatThrownBy(() -> pull(reference))
                    .isInstanceOf(FixableException.class)
                    .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                    .hasMessageEndingWith(". Check the reference.")
                    .message()
                    .satisfies(text -> assertSays(EngineMessages.ABSENT, reference, text));
        }
    }

    @Test
    void reportsAnUnreachableRegistryAsEnvironmentError() {
        Reference reference = Reference.parse("localhost:1/base/debian:bookworm");

        assertThatThrownBy(() -> pull(reference))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                .hasMessageContaining("connection refused")
                .message()
                .satisfies(text -> assertSays(EngineMessages.REGISTRY_DOWN, reference, text));
    }

    @Test
    void pullsTheRequestedPlatform() throws Exception {
        makeIndex();
        Reference reference = own();

        for (String architecture : List.of("arm64", "amd64")) {
            Platform platform = Platform.parse("linux/" + architecture);
            assertThat(engine.pull(reference, Optional.of(platform), (layer, state, current, total) -> {})
                            .config()
                            .platform())
                    .map(Platform::architecture)
                    .hasValue(architecture);
        }
    }

    @Test
    void advisesOnAnAbsentPlatform() throws Exception {
        makeIndex();
        Reference reference = own();

        assertThatThrownBy(() -> engine.pull(
                        reference, Optional.of(Platform.parse("linux/s390x")), (layer, state, current, total) -> {}))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                .message()
                .satisfies(text -> assertSays(EngineMessages.NO_SUCH_PLATFORM, reference, text));
    }

    private void makeIndex() throws Exception {
        for (String architecture : List.of("amd64", "arm64")) {
            images.derive(
                    BASE, BASE_TAG, mark + "-" + architecture, config -> config.put("architecture", architecture));
        }
        images.index(mark, Map.of("amd64", mark + "-amd64", "arm64", mark + "-arm64"));
    }

    @Test
    void pushesAnImageThatOurRegistryClientFinds() throws Exception {
        Container container = start();
        sh(container, "echo new >/new").text();
        String id = container.commit(new CommitSpec(List.of(), List.of("bash"), "/app", Optional.empty(), Map.of()));
        Reference reference = own();
        engine.tag(id, reference);
        assertThat(engine.find(reference)).map(EngineImage::id).hasValue(id);
        Digest pushed = engine.push(reference, (layer, state, current, total) -> {});

        HttpRegistry client = AnonymousRegistry.open();
        ImageManifest manifest = (ImageManifest) client.manifest(reference).orElseThrow();
        assertThat(manifest.digest()).isEqualTo(pushed).isEqualTo(Digest.parse(registry.digest(repository, mark)));
        assertThat(id)
                .isIn(manifest.config().digest().toString(), manifest.digest().toString());
        assertThat(pull(reference).digest()).isIn(Optional.empty(), Optional.of(manifest.digest()));
    }

    @Test
    void movesAndRemovesATag() {
        Reference reference = own("localhost/contract/moved", mark);
        String first = pull(base()).id();
        engine.tag(first, reference);
        String second = start().commit(new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of()));
        engine.tag(second, reference);
        assertThat(engine.find(reference)).map(EngineImage::id).hasValue(second);

        engine.untag(reference);
        engine.untag(reference);
        assertThat(engine.find(reference)).isEmpty();
        assertThat(engine.find(base())).isPresent();
    }
}
