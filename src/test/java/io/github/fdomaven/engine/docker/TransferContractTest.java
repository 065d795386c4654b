package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.it.GuardedRegistry;
import io.github.fdomaven.it.TestImages;
import io.github.fdomaven.it.TestRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.registry.RegistryListener;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on their way from a registry, to it, and in the engine's own storage. */
class TransferContractTest extends EngineContract {

    private static final String USER = "contract";
    private static final String GUARDED_REPOSITORY = "group/tiny";

    @TempDir
    static Path directory;

    private static GuardedRegistry guarded;

    @BeforeAll
    static void startGuardedRegistry() throws Exception {
        guarded = GuardedRegistry.withPasswords(directory, Map.of(USER, GuardedRegistry.PASSWORD));
        TestRegistry there = new TestRegistry(guarded.host(), USER, GuardedRegistry.PASSWORD);
        new TestImages(there, GUARDED_REPOSITORY).make("1", Map.of("hello", "hello"));
    }

    @AfterAll
    static void stopGuardedRegistry() {
        guarded.close();
    }

    @Test
    void pullsWhatTheRegistryHas() throws Exception {
        EngineImage image = pull(base());

        // Podman knows an image by each manifest it ever had, and does not tell by which it has just pulled it.
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
        Reference byDigest = Reference.parse(host + "/" + REPOSITORY + "@" + digest);
        EngineImage image = pull(byDigest);

        assertThat(image.digest()).hasValue(Digest.parse(digest));
        engine.remove(image.id());
    }

    @Test
    void doesNotFindWhatItDoesNotHave() throws Exception {
        images.make(mark, Map.of("hello", mark));

        assertThat(engine.find(own())).isEmpty();
    }

    @Test
    void pullsWithCredentials() {
        Reference reference = own(guarded.host() + "/" + GUARDED_REPOSITORY, "1");
        RunEngine known = open(Map.of(guarded.host(), new Credentials(USER, GuardedRegistry.PASSWORD)));

        assertThat(known.pull(reference, Optional.empty(), (layer, status, current, total) -> {})
                        .cmd())
                .containsExactly("/hello");
    }

    @Test
    void isRefusedWithoutCredentials() {
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
                .satisfies(text -> says(EngineWords.WITHOUT_CREDENTIALS, reference, text));
    }

    @Test
    void isRefusedWithWrongCredentials() {
        Reference reference = Reference.parse(guarded.host() + "/" + GUARDED_REPOSITORY + ":1");
        RunEngine wrong = open(Map.of(guarded.host(), new Credentials(USER, GuardedRegistry.OTHER_PASSWORD)));

        assertThatThrownBy(() -> wrong.pull(reference, Optional.empty(), (layer, status, current, total) -> {}))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                .hasMessageEndingWith(". The credentials for " + guarded.host()
                        + " are from the test. Check that they are valid and allow this, or add a server with the id '"
                        + guarded.host() + "' to settings.xml.")
                .hasMessageNotContaining(GuardedRegistry.OTHER_PASSWORD)
                .message()
                .satisfies(text -> says(EngineWords.WRONG_CREDENTIALS, reference, text));
    }

    @Test
    void pushesWithCredentialsOnly() {
        Reference there = own(guarded.host() + "/" + GUARDED_REPOSITORY, mark);
        engine.tag(pull(base()).id(), there);

        assertThatThrownBy(() -> engine.push(there, (layer, status, current, total) -> {}))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not push " + there + ": " + engine.name() + " says: ")
                .hasMessageContaining("There are no credentials for " + guarded.host())
                .message()
                .satisfies(text -> says(EngineWords.PUSH_WITHOUT_CREDENTIALS, there, text));
        open(Map.of(guarded.host(), new Credentials(USER, GuardedRegistry.PASSWORD)))
                .push(there, (layer, status, current, total) -> {});
    }

    @Test
    void tellsOfAnImageThatIsAbsent() {
        for (String absent : List.of(BASE + ":no-such-tag", "no/such/repository:1")) {
            Reference reference = Reference.parse(host + "/" + absent);

            assertThatThrownBy(() -> pull(reference))
                    .isInstanceOf(FixableException.class)
                    .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                    .hasMessageEndingWith(". Check the reference.")
                    .message()
                    .satisfies(text -> says(EngineWords.ABSENT, reference, text));
        }
    }

    @Test
    void tellsOfARegistryThatIsDown() {
        Reference reference = Reference.parse("localhost:1/base/debian:bookworm");

        assertThatThrownBy(() -> pull(reference))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                .hasMessageContaining("connection refused")
                .message()
                .satisfies(text -> says(EngineWords.REGISTRY_DOWN, reference, text));
    }

    @Test
    void pullsThePlatformItIsAskedFor() throws Exception {
        makeIndex();
        Reference reference = own();

        for (String architecture : List.of("arm64", "amd64")) {
            Platform platform = Platform.parse("linux/" + architecture);
            assertThat(engine.pull(reference, Optional.of(platform), (layer, status, current, total) -> {})
                            .config()
                            .platform())
                    .map(Platform::architecture)
                    .hasValue(architecture);
        }
    }

    @Test
    void tellsOfAPlatformThatAnImageDoesNotHave() throws Exception {
        makeIndex();
        Reference reference = own();

        assertThatThrownBy(() -> engine.pull(
                        reference, Optional.of(Platform.parse("linux/s390x")), (layer, status, current, total) -> {}))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not pull " + reference + ": " + engine.name() + " says: ")
                .message()
                .satisfies(text -> says(EngineWords.NO_SUCH_PLATFORM, reference, text));
    }

    private void makeIndex() throws Exception {
        for (String architecture : List.of("amd64", "arm64")) {
            images.derive(
                    BASE, BASE_TAG, mark + "-" + architecture, config -> config.put("architecture", architecture));
        }
        images.index(mark, Map.of("amd64", mark + "-amd64", "arm64", mark + "-arm64"));
    }

    @Test
    void pushesWhatItHasAsOurOwnClientSeesIt() throws Exception {
        BuildContainer container = build();
        sh(container, "echo new >/new").text();
        String id = container.commit(new CommitSpec(List.of(), List.of("bash"), "/app", Optional.empty(), Map.of()));
        Reference reference = own();
        engine.tag(id, reference);
        assertThat(engine.find(reference)).map(EngineImage::id).hasValue(id);
        engine.push(reference, (layer, status, current, total) -> {});

        HttpRegistry client = new HttpRegistry(
                new CredentialChain(List.of(), new Secrets(), (host, found) -> {}),
                Set.of(),
                new Secrets(),
                new RegistryListener() {
                    @Override
                    public void retrying(String problem, Duration pause) {
                        throw new AssertionError(problem);
                    }
                });
        ImageManifest manifest = (ImageManifest) client.manifest(reference).orElseThrow();
        assertThat(manifest.digest()).isEqualTo(Digest.parse(registry.digest(REPOSITORY, mark)));
        assertThat(id)
                .isIn(manifest.config().digest().toString(), manifest.digest().toString());
        assertThat(pull(reference).digest()).isIn(Optional.empty(), Optional.of(manifest.digest()));
    }

    @Test
    void movesATagAndTakesItAway() {
        Reference reference = own("localhost/contract/moved", mark);
        String first = pull(base()).id();
        engine.tag(first, reference);
        String second = build().commit(new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of()));
        engine.tag(second, reference);
        assertThat(engine.find(reference)).map(EngineImage::id).hasValue(second);

        engine.untag(reference);
        engine.untag(reference);
        assertThat(engine.find(reference)).isEmpty();
        assertThat(engine.find(base())).isPresent();
    }

    @Test
    void removesAnImageThatHasNoTag() throws Exception {
        String id = build().commit(new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of()));
        assertThat(cli.inspect(id)).isNotNull();

        engine.remove(id);
        engine.remove(id);
        assertThatThrownBy(() -> cli.inspect(id)).hasMessageContaining("o such image");
    }
}
