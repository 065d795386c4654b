package io.github.fdomaven.maven;

import io.github.fdomaven.config.PipelineSettings;
import io.github.fdomaven.pipeline.JobShell;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The Maven command of the jobs of a generated pipeline: the command of this run of Maven, with the goal that builds images. */
final class JobCommand {

    private static final String GOAL = "build-image";

    private final MavenRun run;
    private final MavenSession session;
    private final MavenExecutionRequest request;
    private final MojoExecution execution;
    private final Path top;

    /**
     * Creates the command.
     *
     * @param top the top directory of the repository
     */
    JobCommand(MavenRun run, MojoExecution execution, Path top) {
        this.run = run;
        this.session = run.session();
        this.request = run.session().getRequest();
        this.execution = execution;
        this.top = top;
    }

    /** The directory in which Maven runs, relative to the top directory; empty for the top directory itself. */
    Optional<String> directory() {
        Path directory = workingDirectory();
        return directory.equals(top) || !directory.startsWith(top)
                ? Optional.empty()
                : Optional.of(top.relativize(directory).toString());
    }

    private Path workingDirectory() {
        return absolute(new File(session.getSystemProperties().getProperty("user.dir")));
    }

    private static Path absolute(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }

    /** The program, the options, and the goal. */
    List<String> maven() {
        List<String> words = new ArrayList<>(List.of(program(), "-B"));
        addFile(words, "-f", request.getPom(), workingDirectory().resolve("pom.xml"));
        addFile(
                words,
                "-s",
                request.getUserSettingsFile(),
                run.environment().home().resolve(".m2/settings.xml"));
        List<String> profiles = new ArrayList<>(request.getActiveProfiles());
        profiles.removeAll(profilesOfSettings(request.getUserSettingsFile()));
        profiles.removeAll(profilesOfSettings(request.getGlobalSettingsFile()));
        request.getInactiveProfiles().forEach(profile -> profiles.add("!" + profile));
        addList(words, "-P", profiles);
        List<String> modules = new ArrayList<>(request.getSelectedProjects());
        request.getExcludedProjects().forEach(module -> modules.add("!" + module));
        addList(words, "-pl", modules);
        words.add(goal());
        return words;
    }

    /** The profiles that a settings.xml makes active. Maven's request has them besides those of the command line. */
    private static List<String> profilesOfSettings(File file) {
        List<String> profiles = new ArrayList<>();
        if (file != null && file.isFile()) {
            try {
                NodeList active = DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(file)
                        .getElementsByTagName("activeProfile");
                for (int i = 0; i < active.getLength(); i++) {
                    profiles.add(active.item(i).getTextContent().strip());
                }
            } catch (IOException | SAXException | ParserConfigurationException e) {
                throw new FixableException("Could not read " + file + ": " + OneLine.of(e.getMessage()) + ".", e);
            }
        }
        return profiles;
    }

    /** The wrapper, if it runs Maven now. */
    private String program() {
        String home = session.getSystemProperties().getProperty("maven.home", "");
        boolean isWrapper = home.contains("/wrapper/dists/")
                && Files.isRegularFile(workingDirectory().resolve("mvnw"));
        return isWrapper ? "./mvnw" : "mvn";
    }

    private void addFile(List<String> words, String option, File file, Path usual) {
        if (file != null && !absolute(file).equals(usual)) {
            Path path = absolute(file);
            boolean isBelow = path.startsWith(workingDirectory());
            words.addAll(List.of(
                    option, isBelow ? workingDirectory().relativize(path).toString() : path.toString()));
        }
    }

    private static void addList(List<String> words, String option, List<String> names) {
        if (!names.isEmpty()) {
            words.addAll(List.of(option, String.join(",", names)));
        }
    }

    /** The goal as the user has called this one: by the prefix of the plugin, or by its name. */
    private String goal() {
        String suffix = ":" + execution.getGoal();
        for (String task : session.getGoals()) {
            String called = task.replaceFirst("@.*", "");
            if (called.endsWith(suffix)) {
                return called.substring(0, called.length() - execution.getGoal().length())
                        + GOAL
                        + task.substring(called.length());
            }
        }
        return String.join(":", execution.getGroupId(), execution.getArtifactId(), execution.getVersion(), GOAL);
    }

    /** The options that set the properties of the user. A secret in a property is left out, or refused in a setting. */
    List<String> properties() {
        List<String> options = new ArrayList<>();
        given().forEach((name, value) -> {
            if (name.startsWith("fdo.")) {
                PipelineSettings.refuseSecret("-D" + name, value, run.secrets());
            }
            if (PipelineSettings.isSecret(name) || !value.equals(run.secrets().redact(value))) {
                run.log()
                        .warn("The jobs of the pipeline do not get the property " + name
                                + ", because it is a secret. If"
                                + " they need it, write ${env.NAME} in the POM or in settings.xml.");
            } else {
                options.add(value.isEmpty() ? "-D" + name : "-D" + name + "=" + value);
            }
        });
        return options;
    }

    /** The properties of the user, and those settings among the properties of Java that no project overrides. */
    private Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        Properties system = session.getSystemProperties();
        system.stringPropertyNames().stream()
                .filter(name -> name.startsWith("fdo."))
                .filter(name -> !run.project().getProperties().containsKey(name))
                .forEach(name -> given.put(name, system.getProperty(name)));
        Properties user = session.getUserProperties();
        user.stringPropertyNames().stream()
                // Maven sets these itself.
                .filter(name -> !name.startsWith("session."))
                .forEach(name -> given.put(name, user.getProperty(name)));
        given.keySet().removeIf(name -> !PipelineSettings.isHandedDown(name));
        return given;
    }

    /** Writes commands with the variables of GitLab for paths that another runner has elsewhere. */
    JobShell shell() {
        Map<String, String> variables = new HashMap<>();
        run.environment().get("CI_PROJECT_DIR").ifPresent(path -> variables.put(path, "CI_PROJECT_DIR"));
        Path settings = absolute(request.getUserSettingsFile());
        // A variable of GitLab can have the path of a file with its value.
        run.environment().variables().entrySet().stream()
                .filter(variable -> variable.getValue().equals(settings.toString()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(name -> variables.put(settings.toString(), name));
        return new JobShell(variables);
    }
}
