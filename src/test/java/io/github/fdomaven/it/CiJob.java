package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs Maven like a GitLab job: only with the given variables, without those of this process. */
public final class CiJob {

    private static final long LIMIT_SECONDS = 900;

    private final File directory;
    private final File settings;
    private final File localRepository;
    private final Map<String, String> variables;
    private final String logName;
    private final List<String> prefix;
    private final File maven;

    /** Creates a job without variables. Its log is {@code job.log}. */
    public CiJob(File directory, File settings, File localRepository) {
        this(
                directory,
                settings,
                localRepository,
                Map.of(),
                "job.log",
                List.of(),
                new File(System.getProperty("maven.home")));
    }

    private CiJob(
            File directory,
            File settings,
            File localRepository,
            Map<String, String> variables,
            String logName,
            List<String> prefix,
            File maven) {
        this.directory = directory;
        this.settings = settings;
        this.localRepository = localRepository;
        this.variables = variables;
        this.logName = logName;
        this.prefix = prefix;
        this.maven = maven;
    }

    /** The exit status and the output of Maven. */
    public record Result(int status, String log) {}

    /** {@return this job with one more variable} */
    public CiJob variable(String name, String value) {
        return variables(Map.of(name, value));
    }

    /** {@return this job with more variables; the values are converted to strings} */
    public CiJob variables(Map<String, ?> more) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        more.forEach((name, value) -> all.put(name, value.toString()));
        return new CiJob(directory, settings, localRepository, all, logName, prefix, maven);
    }

    /** {@return this job with another name of the log file} */
    public CiJob log(String name) {
        return new CiJob(directory, settings, localRepository, variables, name, prefix, maven);
    }

    /** {@return this job with a command that runs Maven} */
    public CiJob under(List<String> command) {
        return new CiJob(directory, settings, localRepository, variables, logName, List.copyOf(command), maven);
    }

    /** {@return this job with the Maven in a directory, instead of the one that runs the tests} */
    public CiJob maven(File home) {
        return new CiJob(directory, settings, localRepository, variables, logName, prefix, home);
    }

    /** Runs Maven and waits until it ends. */
    public Result run(CharSequence... arguments) throws IOException, InterruptedException {
        try (RunningMaven maven = start(arguments)) {
            if (!maven.ends(LIMIT_SECONDS)) {
                throw new AssertionError("Maven runs for more than " + LIMIT_SECONDS + " seconds: " + maven.log());
            }
            return new Result(maven.status(), maven.log());
        }
    }

    /** Starts Maven. */
    public RunningMaven start(CharSequence... arguments) throws IOException {
        Path log = directory.toPath().resolve(logName);
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .directory(directory)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        return new RunningMaven(new ChildProcess(builder), log);
    }

    private List<String> command(CharSequence... arguments) {
        List<String> command = new ArrayList<>(prefix);
        // A shell ignores SIGINT in its background jobs, and Java would inherit that.
        command.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
        command.addAll(List.of(
                new File(maven, "bin/mvn").toString(),
                "-B",
                "-s",
                settings.getPath(),
                "-Dmaven.repo.local=" + localRepository));
        for (CharSequence argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        // DOCKER_HOST says where the engine is. The other variables of Docker do not reach the job.
        for (String name : List.of("PATH", "HOME", "DOCKER_HOST")) {
            if (System.getenv(name) != null) {
                environment.put(name, System.getenv(name));
            }
        }
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(variables);
        return environment;
    }
}
