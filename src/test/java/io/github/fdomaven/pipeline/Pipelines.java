package io.github.fdomaven.pipeline;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines for tests, also for those that check them with gitlab-ci-local. */
public final class Pipelines {

    /** Names of images that YAML, a shell, GitLab or gitlab-ci-local may read as something else. */
    public static final List<String> ODD_NAMES = List.of(
            "debian/12",
            "image",
            "true",
            "12",
            "1:30",
            "2026-11-27",
            "a: b",
            "a #b",
            "- a",
            "it's \"50 %\" \\ of $HOME & `id`",
            "*",
            "&a !b |c >d",
            "[a] {b}",
            "é 日本 😀",
            ".hidden",
            "<<",
            "x".repeat(300));

    static final Path TOP = Path.of("/builds/group/project");

    static final JobTemplate NO_TEMPLATE = new JobTemplate(
            Optional.empty(), List.of(), Map.of(), Optional.empty(), List.of(), Map.of(), List.of(), List.of());

    static final HandedDown NOTHING = new HandedDown(
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            List.of("mvn", "-B", "fdo:build-image"),
            List.of(),
            new JobShell(Map.of()));

    private Pipelines() {}

    static ImageDefinitionBuilder image(String name) {
        return new ImageDefinitionBuilder()
                .name(name)
                .reference(ImageDefinitionBuilder.PROJECT + "/i" + Integer.toHexString(name.hashCode()) + ":1");
    }

    static PlannedImage built(ImageDefinition image) {
        return new PlannedImage(image, new Action.Build("the tag does not exist", true));
    }

    static PlannedImage joined(ImageDefinition index, List<PlannedImage> members) {
        return new PlannedImage(index, new Action.Join("the tag does not exist", true, Optional.empty(), members));
    }

    static ChildPipeline of(JobTemplate template, HandedDown handedDown, List<PlannedImage> plan) {
        return new ChildPipeline(plan, template, handedDown, TOP, image -> TOP.resolve("target/fdo"));
    }

    static String text(ChildPipeline pipeline) {
        return pipeline.text(TOP.resolve("target/fdo/pipeline.yml"), new Secrets());
    }

    /** A chain of images, each the base image of the next one, and as many images on the first one of the chain. */
    static List<PlannedImage> many(int images) {
        List<PlannedImage> plan = new ArrayList<>();
        ImageDefinition first = image("image-0").build();
        ImageDefinition last = first;
        plan.add(built(first));
        for (int i = 1; i < images; i++) {
            ImageDefinition next =
                    image("image-" + i).parent(i % 2 == 0 ? first : last).build();
            last = i % 2 == 0 ? last : next;
            plan.add(built(next));
        }
        return plan;
    }

    /** Writes a pipeline with all odd names. */
    public static void writeOddNames(Path file) throws IOException {
        write(file, ODD_NAMES.stream().map(name -> built(image(name).build())).toList());
    }

    /** Writes a pipeline with many images. */
    public static void writeMany(Path file, int images) throws IOException {
        write(file, many(images));
    }

    /** The jobs of the pipeline that the documentation shows. */
    public static String example() {
        ImageDefinition base = image("base").build();
        JobTemplate template = new JobTemplate(
                Optional.empty(),
                List.of(),
                Map.of(Platform.parse("linux/arm64"), List.of("arm64")),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of("ci/images.yml"),
                List.of(".maven", ".engine"));
        ImageDefinition docs =
                image("docs").platforms("linux/amd64", "linux/arm64").build();
        HandedDown handedDown = new HandedDown(
                Optional.of("100"), Map.of(), Optional.empty(), NOTHING.maven(), List.of(), new JobShell(Map.of()));
        List<PlannedImage> plan = List.of(
                built(base),
                built(image("tools").parent(base).build()),
                joined(
                        docs,
                        docs.members().stream().map(member -> built(member)).toList()));
        return text(of(template, handedDown, plan)).replaceAll("(?m)\\A(#.*\n)+\n", "");
    }

    /** The lines in the comment of a generated file that show how to include it. */
    public static List<String> comment() {
        return text(of(NO_TEMPLATE, NOTHING, List.of()))
                .lines()
                .filter(line -> line.startsWith("#   "))
                .map(line -> line.substring("#   ".length()))
                .toList();
    }

    private static void write(Path file, List<PlannedImage> plan) throws IOException {
        Files.writeString(file, text(of(NO_TEMPLATE, NOTHING, plan)));
    }
}
