package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs Maven as a job of GitLab would: with the variables that it is given, and with none of those of this process. */
public final class CiJob {

    private static final long LIMIT_SECONDS = 900;

    private final File directory;
    private final File settings;
    private final File localRepository;
    private final Map<String, String> variables;
    private final String logName;
    private final List<String> prefix;

    /** One without any variables, whose log is job.log. */
    public CiJob(File directory, File settings, File localRepository) {
        this(directory, settings, localRepository, Map.of(), "job.log", List.of());
    }

    private CiJob(
            File directory,
            File settings,
            File localRepository,
            Map<String, String> variables,
            String logName,
            List<String> prefix) {
        this.directory = directory;
        this.settings = settings;
        this.localRepository = localRepository;
        this.variables = variables;
        this.logName = logName;
        this.prefix = prefix;
    }

    /** What came of it: the status that Maven ended with, and all that it printed. */
    public record Result(int status, String log) {}

    /** {@return one with this variable as well} */
    public CiJob variable(String name, String value) {
        return variables(Map.of(name, value));
    }

    /** {@return one with these variables as well; of a script's texts, whatever their class} */
    public CiJob variables(Map<String, ?> more) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        more.forEach((name, value) -> all.put(name, value.toString()));
        return new CiJob(directory, settings, localRepository, all, logName, prefix);
    }

    /** {@return one whose log is a file of this name in the directory} */
    public CiJob log(String name) {
        return new CiJob(directory, settings, localRepository, variables, name, prefix);
    }

    /** {@return one in which Maven is run by another command} */
    public CiJob under(List<String> command) {
        return new CiJob(directory, settings, localRepository, variables, logName, List.copyOf(command));
    }

    /** Runs Maven to its end. */
    public Result run(CharSequence... arguments) throws IOException, InterruptedException {
        Path log = directory.toPath().resolve(logName);
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .directory(directory)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        try (ChildProcess maven = new ChildProcess(builder)) {
            if (!maven.waitFor(LIMIT_SECONDS)) {
                throw new AssertionError("Maven did not end in " + LIMIT_SECONDS + " seconds: see " + log);
            }
            return new Result(maven.status(), Files.readString(log));
        }
    }

    private List<String> command(CharSequence... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
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
        // Of Docker's variables only the one that says where the engine is, without which there may be none.
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
