package io.github.fdomaven.convert;

import io.github.fdomaven.convert.CiTemplate.Kind;
import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.OfTemplate;
import io.github.fdomaven.convert.YamlValue.Text;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Converts a {@code .gitlab-ci.yml} that uses the CI templates. Nothing in it is executed, and no request is sent. */
public final class CiConverter {

    private static final String VIRTUAL_MACHINE = "it makes a virtual machine.";

    private static final int MAX_NAME = 200;

    /** Much more than a project has, and more than a person reads. */
    private static final int MAX_IMAGES = 1000;

    private static final int MAX_NOTES = 1000;

    private static final Pattern NOT_IN_NAME =
            Pattern.compile("(?:[,\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]|[$@](?=\\{))++");

    private final Path root;
    private final Set<Note> notes = new LinkedHashSet<>();
    private final Map<String, ConvertedImage> images = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private boolean areNotesLeftOut;

    private CiConverter(Path root) {
        this.root = root;
    }

    /**
     * Converts a file.
     *
     * @param project the directory of the project, to which the paths of includes and scripts are relative
     * @throws FixableException if the file cannot be read, or none of its jobs builds an image
     */
    public static Conversion convert(Path file, Path project) {
        Path absolute = file.toAbsolutePath().normalize();
        Path directory = project.toAbsolutePath().normalize();
        Path root = absolute.startsWith(directory) ? directory : absolute.getParent();
        return new CiConverter(root).convert(absolute);
    }

    private Conversion convert(Path file) {
        Merger merger = new Merger();
        Fields top = new ConfigReader(root, merger, this::note).read(file);
        CiConfig config = new CiConfig(top, merger, this::note);
        for (String name : config.jobs()) {
            new Job(config, name, config.job(name)).convert();
        }
        if (images.isEmpty()) {
            throw noImages(file);
        }
        List<ConvertedImage> finished =
                images.values().stream().map(this::withBase).toList();
        return new Conversion(PomXml.configuration(ConvertedImage.ordered(finished)), finished.size(), shown(top));
    }

    private void note(Note note) {
        if (notes.size() < MAX_NOTES) {
            notes.add(note);
        } else {
            areNotesLeftOut |= !notes.contains(note);
        }
    }

    private List<Note> shown(Fields top) {
        List<Note> shown = new ArrayList<>(notes);
        if (areNotesLeftOut) {
            shown.add(
                    new Note(
                            top.location(),
                            "There are more than " + MAX_NOTES
                                    + " notes, and the others were left out. Follow these first, or convert a part of the jobs."));
        }
        return shown;
    }

    private FdoException noImages(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add("No job of " + file + " builds an image with the CI templates. Such a job extends"
                + " .fdo.container-build@<distribution>, itself or through other jobs.");
        notes.forEach(note -> lines.add("  " + note));
        return new FixableException(lines);
    }

    /** Completes a base image without a host, unless it is an image of this file. */
    private ConvertedImage withBase(ConvertedImage image) {
        if (!image.hasOpenBase() || images.containsKey(image.base().orElseThrow())) {
            return image;
        }
        return image.onDockerHub().orElseGet(() -> {
            note(new Note(
                    image.location(),
                    "The base image " + image.base().orElseThrow() + " of '" + image.name()
                            + "' has no host: it is an image of this project or of its registry. Write the host if it is"
                            + " another one, such as docker.io."));
            return image;
        });
    }

    /** One job of the pipeline. */
    private final class Job {

        private final CiConfig config;
        private final String name;
        private final Fields fields;
        private final JobNotes jobNotes;

        Job(CiConfig config, String name, Fields fields) {
            this.config = config;
            this.name = name;
            this.fields = fields;
            this.jobNotes = new JobNotes(config, CiConverter.this::note);
        }

        void convert() {
            jobNotes.ofScript(name, fields);
            template("script").ifPresent(template -> {
                if (template.kind() == Kind.QEMU) {
                    jobNotes.ofUnsupported(name, template, fields, VIRTUAL_MACHINE);
                } else if (template.supported().isEmpty()) {
                    jobNotes.ofUnsupported(
                            name, template, fields, "the plugin does not support " + template.distribution() + ".");
                } else {
                    jobNotes.ofKeys(name, fields);
                    Matrix.cells(config, fields).forEach(cell -> image(template, cell));
                }
            });
            template("image").filter(template -> template.kind() == Kind.USE).ifPresent(this::use);
        }

        private Optional<CiTemplate> template(String key) {
            return fields.get(key).filter(OfTemplate.class::isInstance).map(value -> ((OfTemplate) value).template());
        }

        private JobVariables variables(Map<String, Text> cell) {
            String values = cell.values().stream().map(Text::text).collect(Collectors.joining(", "));
            return JobVariables.of(config, cell.isEmpty() ? name : name + ": [" + values + "]", fields, cell);
        }

        private void image(CiTemplate template, Map<String, Text> cell) {
            JobVariables variables = variables(cell);
            String imageName = uniqueName(cell);
            ConvertedImage image = new ImageConverter(
                            imageName, template, fields.location(), variables, CiConverter.this::note)
                    .convert(root);
            jobNotes.ofImage(imageName, template, fields, variables);
            ConvertedImage same = images.putIfAbsent(image.path(), image);
            if (images.size() > MAX_IMAGES) {
                throw new FixableException(fields.location() + ": the jobs build more than " + MAX_IMAGES
                        + " images. Nothing was converted. Convert a part of the jobs in a file of its own.");
            }
            if (same != null) {
                note(new Note(
                        fields.location(),
                        "The job '" + imageName + "' builds the same image as '" + same.name() + "', " + image.path()
                                + ". It was left out."));
            }
        }

        /**
         * A comma would separate two names, a line end would break a line of the log, and Maven would replace an expression.
         */
        private String uniqueName(Map<String, Text> cell) {
            List<String> parts = new ArrayList<>(List.of(name));
            cell.values().forEach(value -> parts.add(value.text()));
            String written = String.join("-", parts);
            String base = OneLine.shortened(NOT_IN_NAME.matcher(written).replaceAll(" "), MAX_NAME)
                    .strip();
            if (!base.equals(written)) {
                note(new Note(
                        fields.location(),
                        "The image of this job has the name '" + base
                                + "', because the name of an image cannot have all characters of the job's."));
            }
            String unique = base;
            for (int i = 2; !names.add(unique); i++) {
                unique = base + "-" + i;
            }
            return unique;
        }

        /** If the jobs of a matrix use several images, the reference keeps the variables of the matrix. */
        private void use(CiTemplate template) {
            List<Map<String, Text>> cells = Matrix.cells(config, fields);
            List<String> paths = cells.stream()
                    .map(cell -> usedPath(template, cell))
                    .filter(path -> !path.endsWith(":"))
                    .distinct()
                    .toList();
            if (!paths.isEmpty()) {
                String path = paths.size() > 1 ? usedPath(template, unchanged(cells)) : paths.get(0);
                jobNotes.ofUse(name, template, fields, "$CI_REGISTRY_IMAGE/" + path.replace("${env.", "${"));
            }
        }

        private String usedPath(CiTemplate template, Map<String, Text> cell) {
            return new ImageConverter(name, template, fields.location(), variables(cell), note -> {})
                    .convert(root)
                    .path();
        }

        /** The variables of the matrix. A variable that contains itself is not replaced. */
        private Map<String, Text> unchanged(List<Map<String, Text>> cells) {
            Map<String, Text> unchanged = new LinkedHashMap<>();
            cells.forEach(cell ->
                    cell.keySet().forEach(key -> unchanged.put(key, new Text("$" + key, fields.location()))));
            return unchanged;
        }
    }
}
