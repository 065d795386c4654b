package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the images of a registry with skopeo and crane, which know nothing about the plugin. */
public final class IndexReader {

    private final String registry;
    private final String craneRoot;

    /** Reads the images of a registry. The root directory has crane in it. */
    public IndexReader(String registry, String craneRoot) {
        this.registry = registry;
        this.craneRoot = craneRoot;
    }

    /** {@return the manifest of an index or an image} */
    public JsonNode raw(String image) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(skopeo("inspect", "--tls-verify=false", "--raw", "docker://" + at(image)));
    }

    /** {@return the architectures in the manifest of an index} */
    public List<String> architectures(String image) throws IOException, InterruptedException {
        return StreamSupport.stream(raw(image).path("manifests").spliterator(), false)
                .map(manifest -> manifest.at("/platform/architecture").asText())
                .toList();
    }

    /** {@return the architecture of the image that skopeo selects from an index} */
    public String architecture(String image, String wanted) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(skopeo("inspect", "--tls-verify=false", "--override-arch", wanted, "docker://" + at(image)))
                .path("Architecture")
                .asText();
    }

    /** Copies an image of the registry. */
    public void copy(String image, String target) throws IOException, InterruptedException {
        skopeo(
                "copy",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "docker://" + at(image),
                "docker://" + at(target));
    }

    /** {@return the digest of the image that crane selects from an index} */
    public String digest(String image, String architecture) throws IOException, InterruptedException {
        return crane("digest", "--platform", "linux/" + architecture, at(image)).trim();
    }

    /** Fails if crane finds a fault in an index, its images or their layers. */
    public void validate(String image) throws IOException, InterruptedException {
        crane("validate", "--remote", at(image));
    }

    /** {@return the content of a file in the image that crane selects from an index} */
    public String file(String image, String architecture, String path) throws IOException, InterruptedException {
        String export = "set -o pipefail; chroot \"$1\" /usr/bin/crane --insecure export --platform \"$2\" \"$3\" -"
                + " | tar --extract --to-stdout \"$4\"";
        return Programs.run("bash", "-c", export, "bash", craneRoot, "linux/" + architecture, at(image), path);
    }

    private String at(String image) {
        return registry + "/" + image;
    }

    private String skopeo(String... arguments) throws IOException, InterruptedException {
        return run(List.of("skopeo"), arguments);
    }

    private String crane(String... arguments) throws IOException, InterruptedException {
        return run(List.of("chroot", craneRoot, "/usr/bin/crane", "--insecure"), arguments);
    }

    private static String run(List<String> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(Arrays.asList(arguments));
        return Programs.run(command.toArray(String[]::new));
    }
}
