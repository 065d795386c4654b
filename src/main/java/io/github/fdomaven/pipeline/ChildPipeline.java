package io.github.fdomaven.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A GitLab child pipeline with one job for each image that needs work. */
public final class ChildPipeline {

    /** The name of the hidden job that all jobs extend. */
    static final String TEMPLATE = ".fdo-build-image";

    /** The name of the job of a pipeline without images. */
    static final String NOTHING = "nothing to build";

    private static final String STAGE = "images";
    private static final String PIPELINE_ID = "FDO_PIPELINE_ID";

    /** GitLab refuses a larger file. */
    private static final int MAX_BYTES = 5 * 1024 * 1024;

    /** GitLab reads these characters in the path of an artifact as a pattern or as a variable. */
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]{}\\\\$]");

    private final JobTemplate template;
    private final HandedDown handedDown;
    private final Path top;
    private final List<ImageJob> jobs = new ArrayList<>();

    /** The names of the jobs by the images that they build. */
    private final Map<Reference, String> names = new HashMap<>();

    /**
     * Creates the pipeline.
     *
     * @param plan the plan for the images, each after its base image
     * @param top the top directory of the repository
     * @param reports returns the directory of the reports of an image
     * @throws FixableException if GitLab cannot keep the reports as artifacts
     */
    public ChildPipeline(
            List<PlannedImage> plan,
            JobTemplate template,
            HandedDown handedDown,
            Path top,
            Function<ImageDefinition, Path> reports) {
        this.template = template;
        this.handedDown = handedDown;
        this.top = top;
        for (PlannedImage planned : plan) {
            if (!(planned.action() instanceof Action.Skip)) {
                addJobs(planned, pathOfArtifacts(reports.apply(planned.image())));
            }
        }
    }

    /** Adds the job of an image, or the jobs of an index. */
    private void addJobs(PlannedImage planned, String artifacts) {
        ImageDefinition image = planned.image();
        if (planned.action() instanceof Action.Join join) {
            List<String> needs = new ArrayList<>();
            for (PlannedImage member : join.members()) {
                if (!(member.action() instanceof Action.Skip)) {
                    needs.add(addBuild(member.image(), artifacts).name());
                }
            }
            needs.addAll(baseJob(image));
            add(new ImageJob("join " + image.name(), image, true, needs, artifacts));
        } else {
            ImageJob job = addBuild(image, artifacts);
            image.members().forEach(member -> names.put(member.reference(), job.name()));
        }
    }

    private ImageJob addBuild(ImageDefinition image, String artifacts) {
        ImageJob job = new ImageJob("build " + image.name(), image, false, baseJob(image), artifacts);
        add(job);
        return job;
    }

    private void add(ImageJob job) {
        if (jobs.stream().anyMatch(other -> other.name().equals(job.name()))) {
            throw new FixableException(
                    "Two jobs would have the name '" + job.name() + "'. Give one of their images another <name>.");
        }
        names.put(job.image().reference(), job.name());
        jobs.add(job);
    }

    private List<String> baseJob(ImageDefinition image) {
        return image.parent().map(base -> names.get(base.reference())).stream().toList();
    }

    /** {@return the names of the jobs that build images, each after the job of its base image} */
    public List<String> jobs() {
        return jobs.stream().map(ImageJob::name).toList();
    }

    private String pathOfArtifacts(Path directory) {
        String path = directory.startsWith(top) ? top.relativize(directory).toString() : "";
        if (path.isEmpty() || SPECIAL.matcher(path).find()) {
            throw new FixableException("The jobs cannot keep the reports in " + OneLine.quote(directory.toString())
                    + " as artifacts. Set <outputDirectory> to a directory below " + top
                    + " whose path has none of the characters * ? [ ] { } \\ $.");
        }
        return path;
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!template.includes().isEmpty()) {
            document.put(
                    "include",
                    template.includes().stream()
                            .map(file -> Map.of(JobTemplate.isLocal(file) ? "local" : "remote", file))
                            .toList());
        }
        // Without these rules, GitLab can refuse the child pipeline of a merge request as empty.
        document.put("workflow", Map.of("rules", List.of(Map.of("when", "always"))));
        document.put("stages", List.of(STAGE));
        Map<String, String> variables = new LinkedHashMap<>(handedDown.values(handedDown.variables()));
        variables.putAll(template.variables());
        handedDown.pipelineId().ifPresent(id -> variables.put(PIPELINE_ID, JobShell.literal(id)));
        if (!variables.isEmpty()) {
            document.put("variables", variables);
        }
        document.put(TEMPLATE, template());
        jobs.forEach(job -> document.put(job.name(), job.content(template, handedDown)));
        if (jobs.isEmpty()) {
            document.put(NOTHING, nothing());
        }
        return document;
    }

    private Map<String, Object> template() {
        Map<String, Object> job = new LinkedHashMap<>();
        if (!template.templates().isEmpty()) {
            job.put("extends", template.templates());
        }
        job.put("stage", STAGE);
        template.image().ifPresent(image -> job.put("image", image));
        if (!template.tags().isEmpty()) {
            job.put("tags", template.tags());
        }
        if (!template.services().isEmpty()) {
            job.put("services", template.services());
        }
        template.beforeScript().ifPresent(script -> job.put("before_script", List.of(script)));
        return job;
    }

    /** The job of a pipeline without images: GitLab refuses a pipeline without jobs. */
    private static Map<String, Object> nothing() {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("extends", TEMPLATE);
        job.put("needs", List.of());
        job.put("variables", Map.of("GIT_STRATEGY", "none"));
        job.put("services", List.of());
        job.put("before_script", List.of());
        job.put("cache", List.of());
        job.put("script", List.of("echo 'All images exist. There is nothing to build.'"));
        return job;
    }

    /**
     * {@return the text of the file}
     *
     * @param file the path of the file
     * @throws FixableException if the file would have a secret, or is too large for GitLab
     */
    public String text(Path file, Secrets secrets) {
        String path = pathOfArtifacts(file.getParent()) + "/" + file.getFileName();
        Map<String, Object> document = document();
        refuseSecrets(document, "", secrets);
        String text = header(path) + GitLabYaml.write(document);
        if (text.getBytes(UTF_8).length > MAX_BYTES) {
            throw new FixableException("The pipeline has " + jobs.size()
                    + " jobs and more than 5 MB, and GitLab refuses a larger file. Generate several pipelines, each for"
                    + " the images that -Dfdo.only names.");
        }
        return text;
    }

    private static void refuseSecrets(Object value, String place, Secrets secrets) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                refuseSecrets(key, place, secrets);
                refuseSecrets(member, place.isEmpty() ? "'" + key + "'" : place + " > '" + key + "'", secrets);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(member -> refuseSecrets(member, place, secrets));
        } else if (value instanceof String text && !text.equals(secrets.redact(text))) {
            throw new FixableException("The pipeline would show a secret in " + (place.isEmpty() ? "a name" : place)
                    + ". Write a variable of GitLab, such as $TOKEN, in the POM. Maven replaces ${env.TOKEN} by the"
                    + " value, and on the command line the shell replaces \"$TOKEN\".");
        }
    }

    private static String header(String file) {
        return """
                # Builds the images that need work, one job for each. Generated by the goal generate-pipeline of the fdo-maven-plugin.
                # A .gitlab-ci.yml includes this file like this:
                #
                #   generate-pipeline:
                #     stage: build
                #     script:
                #       - mvn -B fdo:generate-pipeline
                #     artifacts:
                #       paths:
                #         - FILE
                #
                #   build-images:
                #     stage: build
                #     needs: [generate-pipeline]
                #     trigger:
                #       include:
                #         - artifact: FILE
                #           job: generate-pipeline
                #       strategy: depend
                #       forward:
                #         yaml_variables: false
                #         pipeline_variables: true

                """.replace("FILE", file);
    }
}
