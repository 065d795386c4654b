package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.packageurl.PackageURL;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
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

    private static final ImageManifest MANIFEST = InMemoryRegistry.manifest(Digest.parse("sha256:" + "a".repeat(64)));

    private static final Digest DIGEST = MANIFEST.digest();

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

    /** The forms are those of the types' definitions in the purl specification. */
    @Example
    void writesPackageUrlsAsTheirTypesDefineThem() throws Exception {
        assertThat(purl(PackageFormat.DEB, "debian", "12", installed("Attr", "1:2.4.47-2+b1", "attr", "1:2.4.47-2")))
                .isEqualTo(
                        "pkg:deb/debian/attr@1:2.4.47-2%2Bb1?arch=x86_64&distro=debian-12&upstream=attr%401:2.4.47-2");
        assertThat(purl(
                        PackageFormat.RPM,
                        "fedora",
                        "41",
                        installed("openssl-libs", "1:3.2.2-9.fc41", "openssl", "1:3.2.2-9.fc41")))
                .isEqualTo("pkg:rpm/fedora/openssl-libs@3.2.2-9.fc41?arch=x86_64&distro=fedora-41&epoch=1"
                        + "&upstream=openssl-3.2.2-9.fc41.src.rpm");
        assertThat(purl(PackageFormat.RPM, "opensuse-leap", "15.6", installed("MozillaFirefox", "128-1.1")))
                .isEqualTo("pkg:rpm/opensuse/MozillaFirefox@128-1.1?arch=x86_64&distro=opensuse-leap-15.6");
        assertThat(purl(
                        PackageFormat.APK,
                        "alpine",
                        "3.20.3",
                        installed("ssl_client", "1.36.1-r29", "busybox", "1.36.1-r29")))
                .isEqualTo("pkg:apk/alpine/ssl_client@1.36.1-r29?arch=x86_64&distro=alpine-3.20.3&upstream=busybox");
        assertThat(purl(PackageFormat.ALPM, "arch", "", installed("containers-common", "1:0.47.4-4")))
                .isEqualTo("pkg:alpm/arch/containers-common@1:0.47.4-4?arch=x86_64&distro=arch");
    }

    private static InstalledPackage installed(String name, String version) {
        return installed(name, version, name, version);
    }

    private static InstalledPackage installed(String name, String version, String source, String sourceVersion) {
        return new InstalledPackage(name, version, "x86_64", source, sourceVersion);
    }

    private static String purl(PackageFormat format, String system, String version, InstalledPackage installed)
            throws Exception {
        JsonNode document = document(new PackageList(format, new OperatingSystem(system, version), List.of(installed)));
        String purl = document.at("/components/2/purl").asText();
        PackageURL parsed = new PackageURL(purl);
        assertThat(parsed.getName()).isEqualToIgnoringCase(installed.name());
        assertThat(installed.version()).endsWith(parsed.getVersion());
        return purl;
    }

    @Example
    void keepsTheEpochOfASourcePackage() throws Exception {
        JsonNode library = document(new PackageList(
                        PackageFormat.RPM,
                        new OperatingSystem("fedora", "41"),
                        List.of(installed("openssl-libs", "1:3.2.2-9.fc41", "openssl", "1:3.2.2-9.fc41"))))
                .at("/components/2");

        assertThat(property(library, "aquasecurity:trivy:SrcEpoch")).isEqualTo("1");
        assertThat(property(library, "aquasecurity:trivy:SrcVersion")).isEqualTo("3.2.2");
        assertThat(property(library, "aquasecurity:trivy:SrcRelease")).isEqualTo("9.fc41");
    }

    /** The image has the operating system and the base image, and the operating system has the packages. */
    @Example
    void connectsTheComponents() throws Exception {
        JsonNode document = document(PackageLists.DEBIAN);

        Map<String, List<String>> refs = new HashMap<>();
        document.path("dependencies").forEach(dependency -> {
            List<String> parts = new ArrayList<>();
            dependency.path("dependsOn").forEach(part -> parts.add(part.asText()));
            refs.put(dependency.path("ref").asText(), parts);
        });
        String system = document.at("/components/0/bom-ref").asText();
        assertThat(refs)
                .containsEntry(
                        document.at("/metadata/component/bom-ref").asText(),
                        List.of(system, document.at("/components/1/bom-ref").asText()))
                .containsEntry(
                        system, List.of(document.at("/components/2/bom-ref").asText()))
                .hasSize(2);
    }

    @Example
    void identifiesTheBaseImage() throws Exception {
        JsonNode base = document(PackageLists.DEBIAN).at("/components/1");

        assertThat(base.path("type").asText()).isEqualTo("container");
        assertThat(base.at("/hashes/0/content").asText()).isEqualTo("0".repeat(64));
        assertThat(base.path("purl").asText())
                .isEqualTo("pkg:oci/debian@sha256:" + "0".repeat(64)
                        + "?repository_url=docker.io%2Flibrary%2Fdebian&tag=bookworm");
    }

    /** GitLab ignores the whole source if one of these properties is missing. */
    @Example
    void hasAllPropertiesOfASourceOrNone() throws Exception {
        PackageList arch = new PackageList(
                PackageFormat.ALPM, new OperatingSystem("arch", ""), List.of(installed("bash", "5.2-1")));
        JsonNode metadata =
                document(REFERENCE.repository().at(DIGEST), arch, Map.of()).path("metadata");

        assertThat(property(metadata, "gitlab:container_scanning:image:tag")).isEqualTo(DIGEST.toString());
        assertThat(metadata.toString()).doesNotContain("operating_system");
    }

    /** The labels of an image that another program built can have anything. */
    @Example
    void acceptsAnyBaseInALabel() throws Exception {
        JsonNode base = document(
                        REFERENCE,
                        PackageLists.DEBIAN,
                        Map.of("fdo.base_image", "</script> %00 \"", "fdo.base_digest", "none"))
                .at("/components/1");

        assertThat(base.path("name").asText()).isEqualTo("</script> %00 \"");
        assertThat(base.path("version").asText()).isEqualTo("none");
    }

    /** GitLab's own limit is 1 MiB. */
    @Example
    void isShortEnoughForGitLab() {
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            packages.add(installed("libexample-perl" + i, "1.23.4-5+deb12u6", "example-perl" + i, "1.23.4-5+deb12u6"));
        }

        assertThat(text(
                        REFERENCE,
                        new PackageList(PackageFormat.DEB, new OperatingSystem("debian", "12"), packages),
                        Map.of()))
                .hasSizeLessThan(1024 * 1024);
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
            if (component.path("type").asText().equals("library")) {
                PackageURL purl = new PackageURL(component.path("purl").asText());
                assertThat(purl.getType()).isEqualTo(format.id());
            }
        }
    }

    private static JsonNode document(PackageList packages) throws Exception {
        return document(
                REFERENCE,
                packages,
                Map.of(
                        "fdo.base_image",
                        "docker.io/library/debian:bookworm",
                        "fdo.base_digest",
                        "sha256:" + "0".repeat(64)));
    }

    private static JsonNode document(Reference reference, PackageList packages, Map<String, String> baseLabels)
            throws Exception {
        String text = text(reference, packages, baseLabels);
        assertThat(new JsonParser().validate(text.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
        return new ObjectMapper().readTree(text);
    }

    private static String text(Reference reference, PackageList packages, Map<String, String> baseLabels) {
        Map<String, String> labels = new HashMap<>(PackageLists.labels(PackageLists.DEBIAN));
        labels.putAll(baseLabels);
        labels.put("fdo.recipe", "{\"exec\":\"echo \\\"</script>\\\"\"}");
        ImageRecord.Content content = new ImageRecord.Content(
                Optional.empty(), 1, List.of(), ImageConfig.of("2026-11-24T00:02:03Z", Optional.empty(), labels));
        ImageRecord image = ImageRecord.inRegistry(reference, MANIFEST, () -> content);
        return JsonText.write(new CycloneDx(image, packages, Optional.empty()).document());
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
