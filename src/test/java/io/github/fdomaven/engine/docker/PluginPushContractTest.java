package io.github.fdomaven.engine.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.RecordingTransferLog;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.it.RegistryForwarder;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.CertificateDirectories;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifies the plugin's own push with each engine. */
class PluginPushContractTest extends EngineContract {

    /** A capability of a file: cap_net_raw=ep, in the kernel's second format. */
    private static final byte[] NET_RAW = {1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final String CAPABILITY = "SCHILY.xattr.security.capability";

    private static final int MEGABYTE = 1024 * 1024;

    /** Makes files that are often copied wrongly. Each line is for one kind of file. */
    private static final String ODDITIES = """
            set -e
            mkdir /odd && cd /odd
            truncate -s 20M sparse && printf end >> sparse
            echo shared > first && ln first second
            ln -s /nowhere dangling
            mknod device c 1 3 && touch device-was-made || touch device
            mkfifo pipe
            touch "$(printf 'not-utf-8-\\377')"
            touch "$(printf 'n%%.0s' $(seq 200))"
            chmod 6755 first
            chown 123456:654321 dangling -h
            rm /etc/debian_version
            rm -r /usr/share/doc && mkdir /usr/share/doc && touch /usr/share/doc/new
            echo %s | base64 -d | tar --xattrs --xattrs-include='*' -x
            """;

    private final List<String> retries = new CopyOnWriteArrayList<>();
    private final HttpRegistry client = new HttpRegistry(
            new CredentialChain(List.of(), new Secrets(), (host, found) -> {}),
            Set.of(),
            Proxies.none(),
            CertificateDirectories.none(),
            new Secrets(),
            new UnreachableServers(),
            (problem, pause) -> retries.add(problem));

    private Reference tag;

    /** An archive for the tar of the base image, which has no program that sets a capability. */
    private static String fileWithCapability() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("capable");
            entry.addPaxHeader(CAPABILITY, new String(NET_RAW, US_ASCII));
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @BeforeEach
    void chooseTag() {
        tag = own();
    }

    /** A command that makes a file, which compression does not make smaller. */
    private static String random(int megabytes) {
        return "head -c " + megabytes + "M /dev/urandom > /random";
    }

    private EngineImage build(String script, Reference reference) {
        Container container = start();
        sh(container, script).text();
        return commit(container, mark, reference);
    }

    private EngineImage commit(Container container, String label, Reference reference) {
        String id = container.commit(
                new CommitSpec(List.of(), List.of("bash"), "/app", Optional.empty(), Map.of("mark", label)));
        engine.tag(id, reference);
        return engine.find(reference).orElseThrow();
    }

    private ImageManifest push(EngineImage image, Optional<PluginPush.Base> base)
            throws ImageReader.UnreadableException {
        return push(image, tag, base);
    }

    private ImageManifest push(EngineImage image, Reference target, Optional<PluginPush.Base> base)
            throws ImageReader.UnreadableException {
        return (ImageManifest)
                new PluginPush(client, new RecordingTransferLog()).push(engine, image, target, mark, base);
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
        EngineImage image = build(ODDITIES.formatted(fileWithCapability()), tag);
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
        assertHasOddities(pushed.layers().get(1));
        assertThat(retries).isEmpty();
        assertThat(pushed.layers().get(0).digest())
                .isEqualTo(((ImageManifest) client.manifest(base()).orElseThrow())
                        .layers()
                        .get(0)
                        .digest());
        assertIsPulledAgain(image);
    }

    private List<Digest> diffIds(ImageManifest manifest) {
        return manifest.layers().stream().map(this::diffId).toList();
    }

    private Digest diffId(Descriptor layer) {
        try (InputStream content = content(layer)) {
            return Digest.sha256(content);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private InputStream content(Descriptor layer) throws IOException, InterruptedException {
        byte[] blob = registry.blob(repository, layer.digest().toString());
        return new GZIPInputStream(new ByteArrayInputStream(blob));
    }

    private void assertHasOddities(Descriptor layer) throws IOException, InterruptedException {
        Map<String, TarArchiveEntry> entries = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(content(layer))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        assertThat(entries).containsKeys("odd/pipe", "odd/" + "n".repeat(200), "etc/.wh.debian_version");
        assertThat(entries.get("odd/sparse").getSize()).isEqualTo(20 * MEGABYTE + 3);
        assertThat(List.of(entries.get("odd/first"), entries.get("odd/second")))
                .as("a file and a hard link")
                .extracting(TarArchiveEntry::isLink)
                .containsExactlyInAnyOrder(true, false);
        assertThat(entries.get("odd/dangling").getLongUserId()).isEqualTo(123_456);
        assertThat(entries.get("odd/capable").getExtraPaxHeaders()).containsKey(CAPABILITY);
        assertThat(entries.keySet())
                .anyMatch(name -> name.matches("odd/not-utf-8-.+"))
                .as("the directory is opaque, or the layer deletes each file in it")
                .anyMatch(name -> name.startsWith("usr/share/doc/.wh."));
        assertThat(entries.get("odd/device").isCharacterDevice())
                .as("an engine may not let containers make devices")
                .isEqualTo(entries.containsKey("odd/device-was-made"));
    }

    private void assertIsPulledAgain(EngineImage image) throws Exception {
        cli.call("image", "rm", "--force", image.id());
        assertThat(pull(tag).id()).isEqualTo(image.id());
        assertThat(cli.call("run", "--rm", tag.toString(), "cat", "/odd/second"))
                .contains("shared");
    }

    /** A registry that forgets the upload gets the layer again. */
    @Test
    void pushesALayerWhoseUploadBreaks() throws Exception {
        if (hasContainerdStore()) {
            return;
        }
        try (RegistryForwarder forwarder = new RegistryForwarder(host)) {
            Reference target = own(forwarder.name() + "/" + repository, mark);
            EngineImage image = build(random(20), target);
            // The registry has the base now, so that the connection breaks in the new layer.
            push(build(random(1), tag), Optional.of(pushedBase()));
            forwarder.breakAfter(12 * MEGABYTE);
            ImageManifest pushed = push(image, target, Optional.of(pushedBase()));

            assertThat(forwarder.isBroken()).isTrue();
            assertThat(retries).isNotEmpty();
            assertThat(diffIds(pushed)).isEqualTo(image.layers());
            assertPullDownloadsLittle(forwarder, target, pushed);
        }
    }

    /**
     * After the pull, the engine knows the digest of the tag. Docker knows the image by its config, and downloads no layer. Podman
     * does not know the compressed form of the new layer, and downloads it.
     */
    private void assertPullDownloadsLittle(RegistryForwarder forwarder, Reference target, ImageManifest pushed)
            throws Exception {
        boolean isDocker = engine.name().startsWith("Docker");
        long before = forwarder.received();

        assertThat(pull(target).id()).isEqualTo(pushed.config().digest().toString());
        assertThat(forwarder.received() - before)
                .isLessThan(MEGABYTE + (isDocker ? 0 : pushed.layers().get(1).size()));
        assertThat(cli.inspect(target.toString()).get("RepoDigests"))
                .extracting(JsonNode::asText)
                .contains(target.repository().at(pushed.digest()).toString());
    }

    @Test
    void pushesOneTagSeveralTimesInParallel() throws Exception {
        if (hasContainerdStore()) {
            return;
        }
        Container container = start();
        sh(container, random(10)).text();
        EngineImage first = commit(container, "first", tag);
        EngineImage second = commit(container, "second", own(host + "/" + repository, mark + "-second"));
        Optional<PluginPush.Base> base = Optional.of(pushedBase());
        List<Future<ImageManifest>> pushes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (EngineImage image : List.of(first, second, first)) {
            pushes.add(threads.submit(() -> push(image, base)));
        }
        threads.shutdown();
        List<Manifest> pushed = List.of(pushes.get(0).get(), pushes.get(1).get());

        assertThat(pushes.get(2).get()).as("the same bytes").isEqualTo(pushed.get(0));
        assertThat(client.manifest(tag).orElseThrow()).isIn(pushed);
        for (Manifest manifest : pushed) {
            assertThat(client.manifest(tag.repository().at(manifest.digest()))).contains(manifest);
        }
    }

    @Test
    void readsAllLayersFromTheEngineWithoutABase() throws Exception {
        images.make(mark + "-source", Map.of("hello", mark));
        String id = pull(own(host + "/" + repository, mark + "-source")).id();
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
