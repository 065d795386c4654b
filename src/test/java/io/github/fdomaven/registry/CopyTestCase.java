package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two registry servers and a client that copies from the first. */
abstract class CopyTestCase extends RegistryTestCase {

    static final String UPLOADS = "/v2/mine/project/blobs/uploads/";

    final List<String> events = new ArrayList<>();
    final List<Long> sent = new ArrayList<>();

    RegistryServer other;
    Reference near;
    Reference far;

    @BeforeEach
    void startOther() throws IOException {
        other = new RegistryServer();
        near = server.repository("mine/project").tagged(new Tag("1"));
        far = other.repository("mine/project").tagged(new Tag("1"));
    }

    @AfterEach
    void stopOther() {
        other.close();
    }

    void copy(Manifest manifest, Reference target) {
        registry().copy(reference.repository(), manifest, target, new Registry.CopyListener() {
            @Override
            public void sending(Descriptor blob, long bytes) {
                sent.add(bytes);
            }

            @Override
            public void uploaded(Descriptor blob) {
                events.add("uploaded " + blob.size());
            }

            @Override
            public void mounted(Descriptor blob) {
                events.add("mounted " + blob.size());
            }

            @Override
            public void present(Descriptor blob) {
                events.add("present " + blob.size());
            }

            @Override
            public void missing(Reference image) {
                events.add("missing " + image);
            }
        });
    }

    static long count(RegistryServer registry, String start) {
        return registry.received().stream()
                .filter(request -> request.startsWith(start))
                .count();
    }

    void copiesTo(RegistryServer target) {
        ImageManifest image = Images.put(server, reference);
        copy(image, target == server ? near : far);
        assertCopied(target, image);
    }

    void assertCopied(RegistryServer target, ImageManifest image) {
        assertThat(target.manifest(target == server ? near : far)).isEqualTo(image);
        assertThat(Images.isWhole(target, near.repository(), image)).isTrue();
        assertThat(retries).isEmpty();
    }

    void refuseLongRequests(String method, int limit, int status) {
        other.respond(method + " " + UPLOADS, Integer.MAX_VALUE, request -> {
            if (Long.parseLong(request.header("Content-Length")) > limit) {
                request.answer(status, ReceivedRequest.error("UNSUPPORTED", "too long"));
            } else {
                other.serve(request);
            }
        });
    }
}
