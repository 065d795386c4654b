package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.packageurl.PackageURL;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.OperatingSystem;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;

/** Validates SBOMs with the schema of CycloneDX. */
class CycloneDxTest {

    private static final Reference REFERENCE = Reference.parse("registry.example.org/app/debian/bookworm:1");

    @Example
    void namesThePackagesAsScannersFindThem() throws Exception {
        JsonNode document = document(PackageLists.DEBIAN);

        assertThat(property(document.at("/metadata"), "gitlab:meta:schema_version"))
                .isEqualTo("1");
        assertThat(property(document.at("/metadata"), "gitlab:container_scanning:image:tag"))
                .isEqualTo("1");
        assertThat(property(document.at("/metadata"), "gitlab:container_scanning:operating_system:name"))
                .isEqualTo("debian");
        assertThat(document.at("/metadata/component/hashes/0/content").asText()).hasSize(64);
        assertThat(document.at("/components/0/type").asText()).isEqualTo("operating-system");
        assertThat(document.at("/components/1/name").asText()).isEqualTo("docker.io/library/debian:bookworm");
        JsonNode library = document.at("/components/2");
        assertThat(library.path("purl").asText())
                .isEqualTo("pkg:deb/debian/libssl3@3.0.15-1~deb12u1?arch=amd64&distro=debian-12&upstream=openssl");
        assertThat(property(library, "aquasecurity:trivy:SrcName")).isEqualTo("openssl");
        assertThat(property(library, "aquasecurity:trivy:SrcVersion")).isEqualTo("3.0.15");
        assertThat(property(library, "aquasecurity:trivy:SrcRelease")).isEqualTo("1~deb12u1");
        assertThat(property(library, "aquasecurity:trivy:PkgType")).isEqualTo("debian");
    }

    @Example
    void writesTheEpochOfAVersionBesideIt() throws Exception {
        JsonNode library = document(new PackageList(
                        PackageFormat.RPM,
                        new OperatingSystem("fedora", "41"),
                        List.of(new InstalledPackage(
                                "openssl-libs", "1:3.2.2-9.fc41", "x86_64", "openssl", "1:3.2.2-9.fc41"))))
                .at("/components/2");

        assertThat(library.path("purl").asText())
                .isEqualTo(
                        "pkg:rpm/fedora/openssl-libs@3.2.2-9.fc41?arch=x86_64&distro=fedora-41&epoch=1&upstream=openssl");
        assertThat(property(library, "aquasecurity:trivy:SrcEpoch")).isEqualTo("1");
    }

    /** The texts of an image cannot change the structure of the document. */
    @Property(tries = 60)
    void isValidForAnyPackages(@ForAll PackageFormat format, @ForAll List<String> texts) throws Exception {
        List<InstalledPackage> packages = new ArrayList<>(List.of(
                new InstalledPackage("a\"},<b>&|`", "1:2\\-3?x=y#z", "amd64", "a/../b", "%00"),
                new InstalledPackage("a\"},<b>&|`", "1:2\\-3?x=y#z", "amd64", "a/../b", "another")));
        for (String text : texts) {
            String printable = text.replaceAll("\\p{Cntrl}", "");
            if (!printable.isEmpty() && printable.length() < 300) {
                packages.add(new InstalledPackage(printable, printable, "", printable, printable));
            }
        }

        JsonNode document = document(new PackageList(format, new OperatingSystem("debian", ""), packages));

        for (JsonNode component : document.path("components")) {
            if (component.has("purl")) {
                PackageURL purl = new PackageURL(component.path("purl").asText());
                assertThat(purl.getType()).isEqualTo(format.id());
            }
        }
    }

    private static JsonNode document(PackageList packages) throws Exception {
        Map<String, String> labels = new HashMap<>(PackageLists.labels(PackageLists.DEBIAN));
        labels.put("fdo.base_image", "docker.io/library/debian:bookworm");
        labels.put("fdo.base_digest", "sha256:" + "0".repeat(64));
        labels.put("fdo.recipe", "{\"exec\":\"echo \\\"</script>\\\"\"}");
        ImageRecord.Content content = new ImageRecord.Content(
                Optional.empty(), 1, List.of(), ImageConfig.of("2026-11-24T00:02:03Z", Optional.empty(), labels));
        ImageRecord image = ImageRecord.inRegistry(
                REFERENCE, InMemoryRegistry.manifest(Digest.parse("sha256:" + "a".repeat(64))), () -> content);
        String text = JsonText.writeIndented(new CycloneDx(image, packages).document());
        assertThat(new JsonParser().validate(text.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
        return new ObjectMapper().readTree(text);
    }

    private static String property(JsonNode component, String name) {
        return StreamSupport.stream(component.path("properties").spliterator(), false)
                .filter(property -> property.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asText();
    }
}
