package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
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
}
