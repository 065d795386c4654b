package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.ProgressListener.LayerState;
import io.github.fdomaven.engine.RecordingTransferLog;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.Secrets;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifies the plugin's own push with each engine. */
class PluginPushContractTest extends EngineContract {

    /** Makes files that are often copied wrongly. Each line is for one kind of file. */
    private static final String ODDITIES = """
            set -e
            mkdir /odd && cd /odd
            truncate -s 20M sparse && printf end >> sparse
            echo shared > first && ln first second
            ln -s /nowhere dangling
            mknod device c 1 3 || touch device
            mkfifo pipe
            touch "$(printf 'not-utf-8-\\377')"
            touch "$(printf 'n%.0s' $(seq 200))"
            chmod 6755 first
            chown 123456:654321 dangling -h
            rm /etc/debian_version
            rm -r /usr/share/doc && mkdir /usr/share/doc && touch /usr/share/doc/new
            """;

    private final HttpRegistry client = new HttpRegistry(
            new CredentialChain(List.of(), new Secrets(), (host, found) -> {}),
            Set.of(),
            Proxies.none(),
            new Secrets(),
            new UnreachableServers(),
            (problem, pause) -> {
                throw new AssertionError(problem);
            });

    private Reference tag;

    @BeforeEach
    void chooseTag() {
        tag = own();
    }

    private EngineImage build(String script) {
        Container container = start();
        sh(container, script).text();
        String id = container.commit(
                new CommitSpec(List.of(), List.of("bash"), "/app", Optional.empty(), Map.of("mark", mark)));
        engine.tag(id, tag);
        return engine.find(tag).orElseThrow();
    }

    private ImageManifest push(EngineImage image, Optional<PluginPush.Base> base)
            throws ImageReader.UnreadableException {
        return (ImageManifest) new PluginPush(client, new RecordingTransferLog()).push(engine, image, tag, mark, base);
    }

    private PluginPush.Base pushedBase() throws Exception {
        Digest digest = Digest.parse(registry.digest(BASE, BASE_TAG));
        return new PluginPush.Base(pull(base()), base().repository().at(digest));
    }

    /** Whether the engine stores images by manifests and compressed layers. */
    private boolean hasContainerdStore() throws Exception {
        return cli.call("info").contains("io.containerd.snapshotter");
    }

    @Test
    void pushesAnImageByteForByte() throws Exception {
        EngineImage image = build(ODDITIES);
        if (hasContainerdStore()) {
            assertThatExceptionOfType(ImageReader.UnreadableException.class)
                    .isThrownBy(() -> push(image, Optional.of(pushedBase())));
            assertThat(client.manifest(tag)).isEmpty();
            return;
        }
        ImageManifest pushed = push(image, Optional.of(pushedBase()));

        assertThat(client.manifest(tag)).contains(pushed);
        assertThat(pushed.config().digest()).hasToString(image.id());
        assertThat(diffIds(pushed)).isEqualTo(image.layers());
        assertThat(pushed.layers().get(0).digest())
                .isEqualTo(((ImageManifest) client.manifest(base()).orElseThrow())
                        .layers()
                        .get(0)
                        .digest());
        assertDownloadsNothing(image);
        assertIsPulledAgain(image);
    }

    private List<Digest> diffIds(ImageManifest manifest) {
        return manifest.layers().stream().map(this::diffId).toList();
    }

    private Digest diffId(Descriptor layer) {
        try {
            byte[] blob = registry.blob(REPOSITORY, layer.digest().toString());
            return Digest.sha256(new GZIPInputStream(new ByteArrayInputStream(blob)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The engine knows the image by its config, and learns the digest of the manifest. */
    private void assertDownloadsNothing(EngineImage image) {
        EngineImage pulled = engine.pull(
                tag,
                Optional.empty(),
                (layer, state, current, total) -> assertThat(state).isNotEqualTo(LayerState.EXTRACTING));
        assertThat(pulled.id()).isEqualTo(image.id());
    }

    private void assertIsPulledAgain(EngineImage image) throws Exception {
        cli.call("image", "rm", "--force", image.id());
        assertThat(pull(tag).id()).isEqualTo(image.id());
        assertThat(cli.call("run", "--rm", tag.toString(), "cat", "/odd/second"))
                .contains("shared");
    }

    @Test
    void readsAllLayersFromTheEngineWithoutABase() throws Exception {
        images.make(mark + "-source", Map.of("hello", mark));
        String id = pull(own(host + "/" + REPOSITORY, mark + "-source")).id();
        engine.tag(id, tag);
        EngineImage image = engine.find(tag).orElseThrow();
        if (!hasContainerdStore()) {
            ImageManifest pushed = push(image, Optional.empty());

            assertThat(pushed.config().digest()).hasToString(image.id());
            assertThat(diffIds(pushed)).isEqualTo(image.layers());
        }
    }

    @Test
    void knowsWhichEnginesPushSlowly() throws Exception {
        assertThat(engine.pushesSlowly()).isEqualTo(engine.name().startsWith("Docker") && !hasContainerdStore());
    }
}
