package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexManifestTest {

    /** An index whose images have sizes in their order, from 1. */
    private static IndexManifest index(String platforms) {
        int[] size = {0};
        String manifests = Stream.of(platforms.split(" "))
                .map(text -> "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\""
                        + Digest.sha256(new byte[0]) + "\",\"size\":" + ++size[0]
                        + (text.equals("-") ? "" : ",\"platform\":" + json(text)) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return (IndexManifest) Manifest.parse(
                MediaTypes.OCI_INDEX,
                ("{\"schemaVersion\":2,\"manifests\":" + manifests + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Descriptor> first(String platforms, Optional<Platform> platform) {
        return index(platforms).candidates(platform).stream().findFirst();
    }

    private static String json(String text) {
        Platform platform = Platform.parse(text);
        return "{\"os\":\"" + platform.os() + "\",\"architecture\":\"" + platform.architecture() + "\""
                + platform.variant()
                        .map(variant -> ",\"variant\":\"" + variant + "\"")
                        .orElse("") + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/arm64 linux/amd64, 2",
        "linux/amd64, windows/amd64 linux/amd64, 2",
        "linux/amd64, linux/amd64 linux/amd64, 1",
        "linux/amd64, - linux/amd64, 2",
        "linux/amd64, linux/amd64/v3 linux/amd64, 2",
        "linux/amd64, linux/amd64/v3 linux/arm64, 1",
        "linux/arm/v7, linux/arm/v6 linux/arm/v7, 2",
        "linux/arm, linux/arm/v6 linux/arm/v7, 2",
        "linux/arm/v7, linux/arm/v5 linux/arm/v6 linux/arm/v8, 2",
        "linux/arm/v7, linux/arm/v6 linux/armhf, 2",
        "linux/amd64, linux/arm64 linux/x86_64, 2",
        "linux/arm64/v8, linux/amd64 linux/aarch64, 2",
        "linux/aarch64, linux/amd64 linux/arm64, 2",
        "linux/arm64, linux/amd64 linux/arm64/v8, 2",
        "linux/arm64/v8, linux/amd64 linux/arm64, 2",
        "linux/arm64, linux/arm64/v9 linux/arm64/v8, 2",
        "linux/arm64/v8, linux/arm64 linux/arm64/v8, 2",
    })
    void findsTheBestMatch(String platform, String platforms, long size) {
        assertThat(first(platforms, Optional.of(Platform.parse(platform))))
                .map(Descriptor::size)
                .contains(size);
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/arm64 windows/amd64",
        "linux/amd64, -",
        "linux/amd64, unknown/unknown",
        "linux/arm/v7, linux/arm linux/arm/v8 windows/arm/v6",
        "linux/arm64/v9, linux/arm64 linux/arm64/v8",
        "linux/amd64/v3, linux/amd64",
    })
    void findsNoOtherPlatform(String platform, String platforms) {
        assertThat(first(platforms, Optional.of(Platform.parse(platform)))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "linux/z80 linux/mos, 1",
        "unknown/unknown linux/z80 linux/mos, 2",
        "linux/unknown unknown/z80 linux/mos, 3",
        "- linux/z80, 1",
        "unknown/unknown -, 2"
    })
    void takesTheFirstImageWithoutAPlatform(String platforms, long size) {
        assertThat(first(platforms, Optional.empty())).map(Descriptor::size).contains(size);
    }

    @Test
    void prefersTheImageOfThisMachine() {
        assertThat(first("linux/z80 - " + Platform.ofThisMachine() + " linux/mos", Optional.empty()))
                .map(Descriptor::size)
                .contains(3L);
    }

    @Test
    void findsNoImageAmongAttestations() {
        assertThat(first("unknown/unknown unknown/unknown", Optional.empty())).isEqualTo(Optional.empty());
    }

    private static IndexManifest indexOf(String... entries) {
        return (IndexManifest) Manifest.parse(
                MediaTypes.OCI_INDEX,
                ("{\"manifests\":[" + String.join(",", entries) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{'mediaType': 'm', 'digest': 'DIGEST', 'size': -1}",
                "{'mediaType': 'm', 'digest': 'DIGEST', 'size': '1'}",
                "{'mediaType': 'm', 'digest': 'DIGEST'}",
                "{'mediaType': 'm', 'digest': 'blake3:00', 'size': 1}",
                "{'mediaType': 7, 'digest': 'DIGEST', 'size': 1}",
                "{'digest': 'DIGEST', 'size': 1, 'platform': {'os': 'linux'}}",
            })
    void passesOverAnInvalidEntry(String entry) {
        String digest = Digest.sha256(new byte[0]).toString();
        String invalid = entry.replace('\'', '"').replace("DIGEST", digest);
        String valid = "{\"mediaType\":\"m\",\"digest\":\"" + digest
                + "\",\"size\":3,\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}";
        IndexManifest index = indexOf(invalid, valid, invalid);

        assertThat(index.manifests()).extracting(Descriptor::size).containsExactly(3L);
        assertThat(index.candidates(Optional.of(Platform.parse("linux/amd64")))).hasSize(1);
        assertThat(index.platforms()).hasSize(1);
        assertThat(index.problem()).isPresent();
        assertThat(indexOf(valid).problem()).isEmpty();
    }

    @Test
    void listsEachPlatformOnce() {
        assertThat(index("linux/z80 unknown/unknown - linux/arm64/v8 linux/z80 linux/arm64")
                        .platforms())
                .extracting(Platform::toString)
                .containsExactly("linux/z80", "linux/arm64/v8", "linux/arm64");
        assertThat(index("- unknown/unknown").platforms()).isEmpty();
    }
}
