package io.github.fdomaven.it;

import io.github.fdomaven.support.JsonText;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the pipelines of a project with gitlab-ci-local, on the engine of the docker command. The jobs have the given variables only,
 * not those of this process.
 */
public final class GitLabCiLocal {

    private static final long LIMIT_SECONDS = 900;

    /** The file beside the projects that includes their .gitlab-ci.yml. */
    private static final String RUNNER = "../runner.yml";

    private static final Pattern REPOSITORY =
            Pattern.compile("<(repository|pluginRepository)>.*?<url>(.*?)</url>.*?</\\1>", Pattern.DOTALL);

    private final Path directory;
    private final Path program;
    private final Path tools;
    private final String helperImage;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private boolean hasChildPipelines;

    /**
     * Makes a git repository of a directory.
     *
     * @param directory the files of the project
     * @param url the URL of the project in GitLab, from which the predefined variables follow
     * @param helperImage an image with a shell, which fills the volumes of the containers
     */
    public GitLabCiLocal(File directory, CharSequence url, CharSequence helperImage)
            throws IOException, InterruptedException {
        this.directory = directory.toPath();
        this.program = this.directory
                .resolve("../../../../src/it/environment/gitlab-ci-local")
                .normalize();
        this.helperImage = helperImage.toString();
        this.tools = this.directory.resolveSibling(directory.getName() + "-tools");
        git("init", "--quiet", "--initial-branch=main");
        git("add", "--all");
        git(
                "-c",
                "user.name=Tester",
                "-c",
                "user.email=tester@example.org",
                "commit",
                "--quiet",
                "--message=Add project");
        git("remote", "add", "origin", url + ".git");
        git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(Arrays.asList(arguments));
        Programs.run(command.toArray(String[]::new));
    }

    /**
     * Lets the jobs download the plugin from a local repository, and the rest from the repositories of a settings.xml. The jobs
     * have an empty local repository, unless the cache of the pipeline fills it.
     */
    public GitLabCiLocal maven(File settings, File pluginRepository) throws IOException {
        Files.createDirectories(tools);
        URI plugin = pluginRepository.toURI();
        // The repository of the plugin comes first: an older snapshot can be in the others.
        String repositories = REPOSITORY
                .matcher(Files.readString(settings.toPath()))
                .replaceAll(found -> found.group()
                                .replace(found.group(2), plugin.toString())
                                .replaceFirst("<id>.*</id>", "<id>it-plugin</id>")
                        + found.group())
                // Local repositories have no checksums.
                .replace("<enabled>", "<checksumPolicy>ignore</checksumPolicy><enabled>");
        Path file = Files.writeString(tools.resolve("settings.xml"), repositories);
        Path maven = Path.of(System.getProperty("maven.home"), "bin", "mvn");
        Path script = Files.writeString(
                tools.resolve("mvn"), "#!/bin/sh\nexec '" + maven + "' --settings '" + file + "' \"$@\"\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return this;
    }

    /** Adds variables, which have precedence over those of the .gitlab-ci.yml, as a project's variables in GitLab. */
    public GitLabCiLocal variables(Map<String, ?> more) {
        more.forEach((name, value) -> variables.put(name, value.toString()));
        return this;
    }

    /** Runs the child pipelines too, and the project's .gitlab-ci.yml as it is: its Maven jobs must have no image. */
    public GitLabCiLocal withChildPipelines() {
        hasChildPipelines = true;
        return this;
    }

    /** Validates the .gitlab-ci.yml against GitLab's schema. {@return the names of all jobs} */
    public List<String> jobs() throws IOException, InterruptedException {
        return jobs(directory.resolve(".gitlab-ci.yml").toFile());
    }

    /** Validates a file in the directory of the project against GitLab's schema. {@return the names of all jobs} */
    public List<String> jobs(File file) throws IOException, InterruptedException {
        CiJob.Result result =
                start("jobs.log", List.of("--list-csv-all", "--file=" + directory.relativize(file.toPath())));
        if (result.status() != 0 || !result.log().contains("json schema validated")) {
            throw new AssertionError(result.log());
        }
        return result.log()
                .lines()
                .filter(line -> line.contains(";"))
                .skip(1)
                .map(line -> line.split(";")[0])
                .toList();
    }

    /**
     * Runs a pipeline of the branch main.
     *
     * @param id the ID of the pipeline
     * @param source what starts the pipeline, such as push or schedule
     * @param more the variables of the pipeline
     * @return the exit status, and the output of all jobs
     */
    public CiJob.Result run(Object id, String source, Map<String, ?> more) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(variables);
        more.forEach((name, value) -> all.put(name, value.toString()));
        all.put("CI_PIPELINE_ID", id.toString());
        all.put("CI_PIPELINE_SOURCE", source);
        List<String> arguments = new ArrayList<>(List.of("--shell-isolation", "--pull-policy=always"));
        if (hasChildPipelines) {
            // A child pipeline gets the variables of the project, but not those of the command line.
            writeProjectVariables(more);
        } else {
            arguments.add("--file=" + RUNNER);
        }
        // The schema forbids "image: null".
        arguments.add("--no-json-schema-validation");
        arguments.add("--helper-image=" + helperImage);
        all.forEach((name, value) -> arguments.add("--variable=" + name + "=" + value));
        // The .gitlab-ci.yml sets these for docker:dind. The jobs use the engine of this process.
        for (String name : List.of("DOCKER_HOST", "DOCKER_TLS_CERTDIR", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH")) {
            arguments.add("--unset-variable=" + name);
        }
        return start("pipeline-" + id + ".log", arguments);
    }

    private void writeProjectVariables(Map<String, ?> more) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        Stream.of(variables, more)
                .forEach(some -> some.forEach((name, value) ->
                        all.put(name, Map.of("type", "variable", "values", Map.of("*", value.toString())))));
        Path file = tools.resolve(".gitlab-ci-local/variables.yml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JsonText.writeIndented(Map.of("global", all)));
    }

    private CiJob.Result start(String logName, List<String> arguments) throws IOException, InterruptedException {
        Files.createDirectories(tools);
        Path log = tools.resolve(logName);
        List<String> command = new ArrayList<>(List.of(program.toString(), "--home=" + tools));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        try (ChildProcess process = new ChildProcess(builder)) {
            if (!process.waitFor(LIMIT_SECONDS)) {
                throw new AssertionError(
                        "the pipeline runs for more than " + LIMIT_SECONDS + " seconds: " + Files.readString(log));
            }
            return new CiJob.Result(process.status(), Files.readString(log));
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name : List.of("HOME", "DOCKER_HOST", "IT_STATE", "XDG_CACHE_HOME", "NODE_EXTRA_CA_CERTS")) {
            if (System.getenv(name) != null) {
                environment.put(name, System.getenv(name));
            }
        }
        environment.put("PATH", tools + ":" + Programs.PATH);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }
}
