package io.github.fdomaven.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.definition.DemandedRebuilds;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The job that builds an image, or joins the images of an index.
 *
 * @param name the name of the job
 * @param isJoin whether other jobs build the images of the index, and this job joins them
 * @param needs the names of the jobs that end before this one starts
 * @param artifacts the directory of the reports, relative to the top directory of the repository
 */
record ImageJob(String name, ImageDefinition image, boolean isJoin, List<String> needs, String artifacts) {

    private static final int MAX_NEEDS = 50;

    /** GitLab refuses longer names of jobs. */
    private static final int MAX_NAME = 255;

    private static final int MAX_ARTIFACT_NAME = 100;
    private static final int SHORT_DIGEST = 12;

    ImageJob {
        name = shortened(name);
        needs = List.copyOf(needs);
        if (needs.size() > MAX_NEEDS) {
            throw new FixableException("The job that joins the image '" + image.name() + "' would wait for "
                    + needs.size() + " jobs, and GitLab allows " + MAX_NEEDS + ". Set fewer <platforms>.");
        }
    }

    private static String shortened(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        String digest = Digest.sha256(name.getBytes(UTF_8)).hex().substring(0, SHORT_DIGEST);
        int end = MAX_NAME - SHORT_DIGEST - 1;
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + " " + digest;
    }

    /** The job in the file. */
    Map<String, Object> content(JobTemplate template, HandedDown handedDown) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("extends", ChildPipeline.TEMPLATE);
        image.platform().flatMap(template::tags).ifPresent(tags -> job.put("tags", tags));
        job.put("needs", needs.stream().map(ImageJob::need).toList());
        Optional<Rebuild> forced = image.forced().filter(rebuild -> !isJoin);
        Optional<Reference> changedBase = forced.flatMap(Rebuild::changedBase);
        changedBase.ifPresent(changed -> job.put("variables", handedDown.values(rebuildOn(changed))));
        List<String> script = new ArrayList<>();
        handedDown
                .directory()
                .ifPresent(directory -> script.add(handedDown.shell().command(List.of("cd", directory))));
        script.add(handedDown.shell().command(command(handedDown, forced.isPresent() && changedBase.isEmpty())));
        job.put("script", script);
        job.put("artifacts", artifactsOfJob());
        return job;
    }

    /** The job must rebuild the image from the base image that has changed. */
    private Map<String, String> rebuildOn(Reference changedBase) {
        DemandedRebuilds rebuilds = new DemandedRebuilds(
                Map.of(image.index().orElse(image.reference()).toString(), changedBase.toString()));
        return Map.of("FDO_FORCE_REBUILD", "1", DemandedRebuilds.VARIABLE, rebuilds.toString());
    }

    private List<String> command(HandedDown handedDown, boolean isForced) {
        List<String> command = new ArrayList<>(handedDown.maven());
        command.add("-Dfdo.only=" + image.name());
        if (isJoin) {
            command.add("-Dfdo.join.only=true");
        }
        if (isForced) {
            command.add("-Dfdo.force.rebuild=true");
        }
        command.addAll(handedDown.properties());
        return command;
    }

    /** Another job, without its artifacts. */
    private static Map<String, Object> need(String job) {
        Map<String, Object> need = new LinkedHashMap<>();
        need.put("job", job);
        need.put("artifacts", false);
        return need;
    }

    private Map<String, Object> artifactsOfJob() {
        String plain = image.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(
                "name", plain.isEmpty() ? "image" : plain.substring(0, Math.min(plain.length(), MAX_ARTIFACT_NAME)));
        content.put("when", "always");
        content.put("paths", List.of(artifacts + "/"));
        return content;
    }
}
