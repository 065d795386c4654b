package io.github.fdomaven.report;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.EpochVersion;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.OperatingSystem;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The software bill of materials (SBOM) of an image in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json). The properties are those of
 * GitLab's CycloneDX property taxonomy and of trivy, by which both find the vulnerabilities of the source packages.
 */
final class CycloneDx {

    private static final String TRIVY = "aquasecurity:trivy:";
    private static final String SCANNING = "gitlab:container_scanning:";

    /** References to components: no reference to an image and no package URL is so. */
    private static final String SYSTEM_REF = "operating system";

    private static final String BASE_REF = "base image";

    private final ImageRecord image;
    private final PackageList packages;
    private final OperatingSystem system;
    private final Optional<Platform> platform;

    /** The packages by their URLs. */
    private final Map<String, InstalledPackage> libraries = new LinkedHashMap<>();

    /**
     * Creates the SBOM of an image. An index needs an SBOM for each of its images.
     *
     * @param platform the platform of the image, if it is part of an index
     */
    CycloneDx(ImageRecord image, PackageList packages, Optional<Platform> platform) {
        this.image = image;
        this.packages = packages;
        this.system = packages.system();
        this.platform = platform.or(image.content().config()::platform);
        packages.packages().forEach(installed -> libraries.put(PackageUrl.of(packages, installed), installed));
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
        metadata.put("component", container());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("gitlab:meta:schema_version", "1");
        properties.put(SCANNING + "image:name", image.reference().repository().toString());
        // GitLab reads no property if one of a pair is missing.
        String version = image.reference()
                .tag()
                .map(Object::toString)
                .or(() -> image.identity().map(Digest::toString))
                .orElse("none");
        properties.put(SCANNING + "image:tag", version);
        if (!system.version().isEmpty()) {
            properties.put(SCANNING + "operating_system:name", system.id());
            properties.put(SCANNING + "operating_system:version", system.version());
        }
        metadata.put("properties", properties(properties));
        return metadata;
    }

    /** The image, with its labels. The label of the recipe has digests of exec and of its files, which may have secrets. */
    private Map<String, Object> container() {
        Map<String, Object> container = container(image.reference(), image.digest(), platform);
        container.put("bom-ref", image.reference().toString());
        Map<String, String> labels = new TreeMap<>(image.labels());
        labels.remove(FdoLabels.PACKAGES);
        labels.values().removeIf(String::isEmpty);
        platform.ifPresent(known -> labels.put("platform", known.toString()));
        container.put("properties", properties(labels));
        return container;
    }

    private static Map<String, Object> container(
            Reference reference, Optional<Digest> digest, Optional<Platform> platform) {
        Map<String, Object> container = component("container", reference.toString());
        digest.ifPresent(value -> {
            container.put("version", value.toString());
            container.put("hashes", List.of(hash(value)));
            container.put("purl", PackageUrl.of(reference, value, platform));
        });
        return container;
    }

    private static Map<String, Object> hash(Digest digest) {
        Map<String, Object> hash = new LinkedHashMap<>();
        hash.put("alg", digest.isSha256() ? "SHA-256" : "SHA-512");
        hash.put("content", digest.hex());
        return hash;
    }

    private List<Map<String, Object>> components() {
        List<Map<String, Object>> components = new ArrayList<>();
        Map<String, Object> operatingSystem = component("operating-system", system.id());
        operatingSystem.put("bom-ref", SYSTEM_REF);
        operatingSystem.put("version", system.version());
        operatingSystem.put("properties", properties(Map.of(TRIVY + "Class", "os-pkgs", TRIVY + "Type", family())));
        components.add(operatingSystem);
        base().ifPresent(components::add);
        libraries.forEach((purl, installed) -> components.add(library(installed, purl)));
        return components;
    }

    private Optional<Map<String, Object>> base() {
        return image.label(FdoLabels.BASE_IMAGE).map(text -> {
            Map<String, Object> base = component("container", text);
            try {
                base = container(
                        Reference.parse(text),
                        image.label(FdoLabels.BASE_DIGEST).map(Digest::parse),
                        Optional.empty());
            } catch (IllegalArgumentException e) {
                // The labels of another program can have anything.
                base.put("version", image.label(FdoLabels.BASE_DIGEST).orElse(""));
            }
            base.put("bom-ref", BASE_REF);
            return base;
        });
    }

    private Map<String, Object> library(InstalledPackage installed, String purl) {
        EpochVersion source = EpochVersion.parse(installed.sourceVersion());
        // Trivy splits the versions of these formats only.
        boolean isSplit = packages.format() == PackageFormat.DEB || packages.format() == PackageFormat.RPM;
        Map<String, Object> library = component("library", installed.name());
        library.put("bom-ref", purl);
        library.put("version", installed.version());
        library.put("purl", purl);
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

    /** The image consists of its base image and the operating system, and the operating system of its packages, as trivy has it. */
    private List<Map<String, Object>> dependencies() {
        List<String> parts = new ArrayList<>(List.of(SYSTEM_REF));
        base().ifPresent(base -> parts.add(BASE_REF));
        return List.of(
                dependency(image.reference().toString(), parts),
                dependency(SYSTEM_REF, List.copyOf(libraries.keySet())));
    }

    private static Map<String, Object> dependency(String ref, List<String> dependsOn) {
        Map<String, Object> dependency = new LinkedHashMap<>();
        dependency.put("ref", ref);
        dependency.put("dependsOn", dependsOn);
        return dependency;
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
}
