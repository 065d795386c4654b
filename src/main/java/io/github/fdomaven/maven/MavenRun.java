package io.github.fdomaven.maven;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.EngineSettings;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.engine.selection.EngineSelection;
import io.github.fdomaven.http.EnvironmentProxies;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.CertificateDirectories;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.SessionData;

/**
 * The run of Maven that a goal belongs to, with everything that all modules share.
 *
 * @param project the project for which Maven runs the goal, or Maven's substitute for a project if there is no POM
 * @param decrypter decrypts the passwords of settings.xml
 * @param terminal the line of the terminal that shows progress
 */
record MavenRun(
        MavenSession session,
        MavenProject project,
        SettingsDecrypter decrypter,
        Log mavenLog,
        Secrets secrets,
        Environment environment,
        TerminalLine terminal) {

    private static final double MILLIS = 1000;

    /**
     * A set that all goals of a run of Maven share. It has plain strings, because another goal may have another class loader.
     */
    @SuppressWarnings("unchecked") // No other code uses these keys.
    static Set<String> shared(SessionData session, String name) {
        String key = MavenRun.class.getName() + "." + name;
        session.set(key, null, ConcurrentHashMap.newKeySet());
        return (Set<String>) session.get(key);
    }

    /** A map that all goals of a run of Maven share, with plain strings too. */
    @SuppressWarnings("unchecked") // No other code uses these keys.
    static Map<String, String> sharedTexts(SessionData session, String name) {
        String key = MavenRun.class.getName() + "." + name;
        session.set(key, null, new ConcurrentHashMap<>());
        return (Map<String, String>) session.get(key);
    }

    Set<String> shared(String name) {
        return shared(session.getRepositorySession().getData(), name);
    }

    /** The images that {@code check-base} and {@code check-packages} found stale in this run of Maven. */
    SessionRebuilds sessionRebuilds() {
        return SessionRebuilds.of(session.getRepositorySession().getData());
    }

    /** Joins the values of a module's POM with properties and environment. */
    SettingSources sources(MavenProject module, Map<Setting, String> pom) {
        return new SettingSources(pom, properties(module), environment);
    }

    /** The properties that can be settings. The user's own come before those of the module. */
    Map<String, String> properties(MavenProject module) {
        Properties all = new Properties();
        // MAVEN_OPTS and .mvn/jvm.config set system properties.
        session.getSystemProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("fdo."))
                .forEach(name ->
                        all.setProperty(name, session.getSystemProperties().getProperty(name)));
        all.putAll(module.getProperties());
        all.putAll(session.getUserProperties());
        Map<String, String> properties = new HashMap<>();
        all.stringPropertyNames().forEach(name -> properties.put(name, all.getProperty(name)));
        return properties;
    }

    SettingsXml settingsXml() {
        return new SettingsXml(session.getSettings(), decrypter);
    }

    CredentialChain credentials() {
        List<CredentialSource> sources = new ArrayList<>();
        sources.add(settingsXml());
        sources.add(CredentialSource.ofCiJob(
                environment.get("CI_REGISTRY"),
                environment.get("CI_REGISTRY_USER"),
                environment.get("CI_REGISTRY_PASSWORD")));
        sources.addAll(CredentialSource.ofDockerAndPodman(
                environment::get, environment.home(), secrets, notice -> log().info(notice)));
        return new CredentialChain(sources, secrets, new CredentialLog());
    }

    /** Logs the source of the credentials of each repository. Each problem is logged once, although goals repeat lookups. */
    private final class CredentialLog implements CredentialChain.Listener {

        @Override
        public void lookedUp(Repository repository, Optional<String> source) {
            log().debug("Credentials for " + repository + ": " + source.orElse("none, anonymous") + ".");
        }

        @Override
        public boolean warn(String problem) {
            if (shared("credential-problems").add(problem)) {
                log().warn(problem);
            }
            return mavenLog.isWarnEnabled();
        }
    }

    /** Returns the proxies for the plugin's own requests. */
    Proxies proxies() {
        return new Proxies(settingsXml().proxies().all(), EnvironmentProxies.of(environment, this::warnOnceOfProxy));
    }

    /** Shows a problem once: all goals and engines of a run read the same variables and files. */
    void warnOnceOfProxy(String problem) {
        if (shared("proxy-problems").add(problem)) {
            log().warn(problem);
        }
    }

    EngineSettings engineSettings(SettingSources sources) {
        return EngineSettings.read(sources, environment.home());
    }

    /** Returns a provider that finds the engine when it is first needed. */
    EngineSelection engines(SettingSources sources) {
        return engines(engineSettings(sources), sources);
    }

    EngineSelection engines(EngineSettings settings, SettingSources sources) {
        return new EngineSelection(
                settings.discovery(),
                credentials(),
                settings.aliases(),
                new PlainHttp(RegistrySettings.read(sources).insecureHosts()),
                notice -> log().info(notice));
    }

    HttpRegistry registry(Set<String> insecureRegistries) {
        SessionData data = session.getRepositorySession().getData();
        return new HttpRegistry(
                credentials(),
                insecureRegistries,
                proxies(),
                CertificateDirectories.of(environment::get, environment.home()),
                secrets,
                new UnreachableServers(sharedTexts(data, "unreachable")),
                this::warnOfRetry);
    }

    /** Returns Maven's log, with secrets masked. */
    MaskedLog log() {
        return new MaskedLog(mavenLog, secrets, terminal);
    }

    /** Returns a display of the progress of pulls, pushes and copies. */
    TransferDisplay transferDisplay() {
        TransferDisplay.Mode mode =
                TransferDisplay.Mode.of(session.getRequest(), mavenLog.isInfoEnabled(), LogColors.hasTerminal());
        return new TransferDisplay(mode, terminal, InstantSource.system());
    }

    StandardOutput standardOutput() {
        return new StandardOutput(StandardOutput.ofProcess(), secrets);
    }

    void warnOfRetry(String problem, Duration pause) {
        log().warn(String.format(Locale.ROOT, "%s Trying again in %.1f s.", problem, pause.toMillis() / MILLIS));
    }

    /**
     * Whether no further image is started after a failure. It reads {@code --fail-fast} from the command line, because in the
     * session the option is not distinguishable from Maven's default.
     */
    boolean isFailFast() {
        return environment
                .get("MAVEN_CMD_LINE_ARGS")
                .filter(arguments -> List.of(arguments.strip().split("\\s+")).stream()
                        .anyMatch(argument -> argument.equals("-ff") || argument.equals("--fail-fast")))
                .isPresent();
    }
}
