package io.github.fdomaven.report;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.EpochVersion;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.OperatingSystem;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The software bill of materials of an image in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json). The properties are those of
 * GitLab's CycloneDX property taxonomy and of trivy, by which both find the vulnerabilities of the source packages.
 */
final class CycloneDx {

    private static final String TRIVY = "aquasecurity:trivy:";
    private static final String SCANNING = "gitlab:container_scanning:";

    private final ImageRecord image;
    private final PackageList packages;
    private final OperatingSystem system;

    /** Creates the bill of an image. An index needs a bill for each of its images. */
    CycloneDx(ImageRecord image, PackageList packages) {
        this.image = image;
        this.packages = packages;
        this.system = packages.system();
    }

    /** The document. It is the same whenever it is written for the same image. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        document.put("bomFormat", "CycloneDX");
        document.put("specVersion", "1.6");
        document.put("serialNumber", "urn:uuid:" + serialNumber());
        document.put("version", 1);
        document.put("metadata", metadata());
        document.put("components", components());
        document.put("dependencies", dependencies());
        return document;
    }

    private UUID serialNumber() {
        String identity =
                image.reference() + image.identity().map(Digest::toString).orElse("") + packages.digest();
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        image.content().config().created().ifPresent(created -> metadata.put("timestamp", created.toString()));
        metadata.put("tools", Map.of("components", List.of(component("application", "fdo-maven-plugin"))));
        metadata.put("component", container(image.reference(), image.digest()));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("gitlab:meta:schema_version", "1");
        properties.put(SCANNING + "image:name", image.reference().repository().toString());
        image.reference().tag().ifPresent(tag -> properties.put(SCANNING + "image:tag", tag.toString()));
        properties.put(SCANNING + "operating_system:name", system.id());
        properties.put(SCANNING + "operating_system:version", system.version());
        metadata.put("properties", properties(properties));
        return metadata;
    }

    /** The image, with its recipe and its other labels. */
    private Map<String, Object> container(Reference reference, Optional<Digest> digest) {
        Map<String, Object> container = component("container", reference.toString());
        container.put("bom-ref", reference.toString());
        digest.ifPresent(value -> {
            container.put("version", value.toString());
            container.put("hashes", List.of(hash(value)));
            container.put("purl", imagePurl(reference, value));
        });
        Map<String, String> labels = new TreeMap<>(image.labels());
        labels.keySet()
                .removeIf(name ->
                        name.equals(FdoLabels.PACKAGES) || labels.get(name).isEmpty());
        if (reference.equals(image.reference())) {
            container.put("properties", properties(labels));
        }
        return container;
    }

    private static Map<String, Object> hash(Digest digest) {
        Map<String, Object> hash = new LinkedHashMap<>();
        hash.put("alg", digest.isSha256() ? "SHA-256" : "SHA-512");
        hash.put("content", digest.hex());
        return hash;
    }

    private static String imagePurl(Reference reference, Digest digest) {
        String path = reference.repository().toString();
        return "pkg:oci/" + encoded(path.substring(path.lastIndexOf('/') + 1)) + "@" + encoded(digest.toString())
                + "?repository_url=" + encoded(path);
    }

    private List<Map<String, Object>> components() {
        List<Map<String, Object>> components = new ArrayList<>();
        Map<String, Object> operatingSystem = component("operating-system", system.id());
        operatingSystem.put("bom-ref", system.toString());
        operatingSystem.put("version", system.version());
        operatingSystem.put("properties", properties(Map.of(TRIVY + "Class", "os-pkgs", TRIVY + "Type", family())));
        components.add(operatingSystem);
        base().ifPresent(components::add);
        Map<String, Map<String, Object>> libraries = new LinkedHashMap<>();
        packages.packages().forEach(installed -> libraries.put(purl(installed), library(installed)));
        components.addAll(libraries.values());
        return components;
    }

    private Optional<Map<String, Object>> base() {
        return image.label(FdoLabels.BASE_IMAGE).map(base -> {
            Map<String, Object> component = component("container", base);
            component.put("bom-ref", "base:" + base);
            image.label(FdoLabels.BASE_DIGEST).ifPresent(digest -> component.put("version", digest));
            return component;
        });
    }

    private Map<String, Object> library(InstalledPackage installed) {
        EpochVersion source = EpochVersion.parse(installed.sourceVersion());
        // Trivy splits the versions of these formats only.
        boolean isSplit = packages.format() == PackageFormat.DEB || packages.format() == PackageFormat.RPM;
        Map<String, Object> library = component("library", installed.name());
        library.put("bom-ref", purl(installed));
        library.put("version", installed.version());
        library.put("purl", purl(installed));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(
                TRIVY + "PkgID",
                installed.name() + "@" + EpochVersion.parse(installed.version()).withoutEpoch());
        properties.put(TRIVY + "PkgType", family());
        properties.put(TRIVY + "SrcName", installed.source());
        properties.put(TRIVY + "SrcVersion", isSplit ? source.version() : source.withoutEpoch());
        source.release().filter(release -> isSplit).ifPresent(release -> properties.put(TRIVY + "SrcRelease", release));
        if (!source.epoch().isEmpty()) {
            properties.put(TRIVY + "SrcEpoch", source.epoch());
        }
        library.put("properties", properties(properties));
        return library;
    }

    /** The package URL (https://github.com/package-url/purl-spec, purl-types). */
    private String purl(InstalledPackage installed) {
        EpochVersion version = EpochVersion.parse(installed.version());
        StringBuilder purl = new StringBuilder("pkg:")
                .append(packages.format().id())
                .append('/')
                .append(encoded(system.id()))
                .append('/')
                .append(encoded(installed.name()))
                .append('@')
                .append(encoded(version.withoutEpoch()))
                .append("?");
        Map<String, String> qualifiers = new TreeMap<>();
        qualifiers.put("arch", installed.architecture());
        qualifiers.put("distro", system.version().isEmpty() ? system.id() : system.id() + "-" + system.version());
        qualifiers.put("epoch", version.epoch());
        if (!installed.source().equals(installed.name())) {
            qualifiers.put("upstream", installed.source());
        }
        qualifiers.values().removeIf(String::isEmpty);
        List<String> texts = new ArrayList<>();
        qualifiers.forEach((name, value) -> texts.add(name + "=" + encoded(value)));
        return purl.append(String.join("&", texts)).toString();
    }

    /** The name of the distribution's family, as trivy has it. */
    private String family() {
        return switch (system.id()) {
            case "almalinux" -> "alma";
            case "rhel" -> "redhat";
            case "opensuse-leap" -> "opensuse.leap";
            case "opensuse-tumbleweed" -> "opensuse.tumbleweed";
            default -> system.id();
        };
    }

    private List<Map<String, Object>> dependencies() {
        Map<String, Object> dependency = new LinkedHashMap<>();
        Set<String> refs = new LinkedHashSet<>(List.of(system.toString()));
        packages.packages().forEach(installed -> refs.add(purl(installed)));
        dependency.put("ref", image.reference().toString());
        dependency.put("dependsOn", List.copyOf(refs));
        return List.of(dependency);
    }

    private static Map<String, Object> component(String type, String name) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", type);
        component.put("name", name);
        return component;
    }

    private static List<Map<String, Object>> properties(Map<String, String> properties) {
        List<Map<String, Object>> list = new ArrayList<>();
        properties.forEach((name, value) -> {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("name", name);
            property.put("value", value);
            list.add(property);
        });
        return list;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
