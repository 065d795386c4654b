package io.github.fdomaven.maven;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.EngineSettings;
import io.github.fdomaven.config.GoalSettings;
import io.github.fdomaven.config.NearMisses;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.engine.docker.DockerEngineProvider;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.registry.auth.CiJobCredentials;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.CredentialFiles;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.support.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * The run of Maven that a goal is part of, in our own terms.
 *
 * @param session Maven's session
 * @param project the project, or Maven's stand-in for one where there is no POM
 * @param decrypter decrypts the passwords of settings.xml
 * @param log Maven's log
 * @param secrets the secrets of this run
 * @param environment the environment
 * @param staleImages the images that a goal of this run has found stale
 */
record MavenRun(
        MavenSession session,
        MavenProject project,
        SettingsDecrypter decrypter,
        Log log,
        Secrets secrets,
        Environment environment,
        StaleImages staleImages) {

    private static final double MILLIS = 1000;

    /** Joins the values that the POM has with those of properties and environment, and warns of names that miss. */
    SettingSources sources(Map<Setting, String> pom) {
        Map<String, String> properties = properties();
        NearMisses.find(environment.names(), properties.keySet()).forEach(log::warn);
        return quietSources(pom);
    }

    /** Joins the values that the POM has with those of properties and environment. */
    SettingSources quietSources(Map<Setting, String> pom) {
        Map<String, String> properties = properties();
        Map<Setting, String> present = new HashMap<>(pom);
        present.values().removeIf(value -> value == null);
        return new SettingSources(present, properties, environment);
    }

    /** The same run, as another module sees it. */
    MavenRun of(MavenProject other) {
        return new MavenRun(session, other, decrypter, log, secrets, environment, staleImages);
    }

    /** What the module is called in messages: no other one of this run is called the same. */
    String moduleName() {
        boolean isAlone = session.getAllProjects().stream()
                .filter(other -> other != project)
                .noneMatch(other -> other.getArtifactId().equals(project.getArtifactId()));
        return isAlone ? project.getArtifactId() : project.getGroupId() + ":" + project.getArtifactId();
    }

    /** A goal that needs no project is run once when it is called by name, however many modules there are. */
    void warnOfOtherModules(MojoExecution execution) {
        String plugin = execution.getPlugin().getKey();
        String others = session.getProjects().stream()
                .filter(other -> other != project && other.getPlugin(plugin) != null)
                .map(MavenProject::getArtifactId)
                .collect(Collectors.joining(", "));
        if (execution.getSource() == MojoExecution.Source.CLI && !others.isEmpty()) {
            log.warn("Maven runs a goal that is called by name for the first module alone, here for "
                    + project.getArtifactId() + ", and not for " + others
                    + ". Bind it to a phase to have it run for all of them, or call it in each.");
        }
    }

    /** Tells why, if nothing is to be done. */
    boolean isSkipped(SettingSources sources, Setting setting) {
        boolean isSkipped = sources.flag(setting).orElse(false);
        if (isSkipped) {
            log.info("Skipped, because " + setting.property().orElseThrow() + " is set.");
        }
        return isSkipped;
    }

    private Map<String, String> properties() {
        Properties all = new Properties();
        // MAVEN_OPTS and .mvn/jvm.config set system properties.
        session.getSystemProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("fdo."))
                .forEach(name ->
                        all.setProperty(name, session.getSystemProperties().getProperty(name)));
        all.putAll(project.getProperties());
        all.putAll(session.getUserProperties());
        Map<String, String> properties = new HashMap<>();
        all.stringPropertyNames().forEach(name -> properties.put(name, all.getProperty(name)));
        return properties;
    }

    /** The project's directory, or without a project the one in which Maven runs. */
    Path directory() {
        Path directory = project.getBasedir() == null
                ? Path.of(session.getExecutionRootDirectory())
                : project.getBasedir().toPath();
        return directory.toAbsolutePath().normalize();
    }

    /** Without a POM Maven leaves the build directory's expression as it stands, so there it is the usual one. */
    Path buildDirectory() {
        return project.getBasedir() == null
                ? directory().resolve("target")
                : directory().resolve(project.getBuild().getDirectory()).normalize();
    }

    /**
     * What the project is called where its images have no registry: its artifactId, or where there is no POM the name of the
     * directory. Neither need be fit to stand in a reference.
     */
    String localName() {
        Path directory = directory().getFileName();
        String name =
                project.getBasedir() != null ? project.getArtifactId() : directory == null ? "" : directory.toString();
        String fit = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return fit.isEmpty() ? "project" : fit;
    }

    /** Where the reports go. */
    Path outputDirectory(SettingSources sources) {
        return directory()
                .resolve(GoalSettings.outputDirectory(sources)
                        .orElse(buildDirectory().resolve("fdo")));
    }

    SettingsXmlCredentials servers() {
        return new SettingsXmlCredentials(session.getSettings(), decrypter);
    }

    CredentialChain credentials() {
        List<CredentialSource> sources = new ArrayList<>();
        sources.add(servers());
        sources.add(new CiJobCredentials(
                environment.get("CI_REGISTRY"),
                environment.get("CI_REGISTRY_USER"),
                environment.get("CI_REGISTRY_PASSWORD")));
        sources.addAll(CredentialFiles.sources(environment::get, home()));
        return new CredentialChain(
                sources,
                secrets,
                (host, source) -> log.debug("Credentials for " + host + ": " + source.orElse("none, anonymous") + "."));
    }

    /** Looks for the engine when it is needed first. */
    DockerEngineProvider engines(SettingSources sources, CredentialChain credentials) {
        return new DockerEngineProvider(
                EngineSettings.places(sources, home()), credentials, RegistrySettings.engineNames(sources));
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    HttpRegistry registry(CredentialChain credentials, Set<String> insecureRegistries) {
        Proxies proxies = new SettingsXmlProxies(session.getSettings(), decrypter).read();
        return new HttpRegistry(credentials, insecureRegistries, proxies, secrets, this::warnOfRetry);
    }

    void warnOfRetry(String problem, Duration pause) {
        log.warn(secrets.redact(
                String.format(Locale.ROOT, "%s Trying again in %.1f s.", problem, pause.toMillis() / MILLIS)));
    }

    /**
     * Whether nothing more is to be begun once something has failed. That is Maven's default, but to let the rest finish is
     * ours, so only who asks for it gets it; how Maven was called is all that tells the two apart.
     */
    boolean isFailFast() {
        return environment
                .get("MAVEN_CMD_LINE_ARGS")
                .filter(arguments -> List.of(arguments.strip().split("\\s+")).stream()
                        .anyMatch(argument -> argument.equals("-ff") || argument.equals("--fail-fast")))
                .isPresent();
    }

    void setProperty(String name, String value) {
        project.getProperties().setProperty(name, value);
    }
}
