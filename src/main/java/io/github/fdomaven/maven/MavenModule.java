package io.github.fdomaven.maven;

import io.github.fdomaven.config.ModuleSettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.project.MavenDirectories;
import io.github.fdomaven.support.Lazy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** A module of the reactor, with one configuration of the plugin. */
final class MavenModule {

    private final MavenSession session;
    private final MavenProject project;
    private final SettingSources sources;
    private final PluginConfiguration configuration;
    private final Lazy<ModuleSettings> settings = new Lazy<>(this::readSettings);
    private final Lazy<Path> outputDirectory = new Lazy<>(this::readOutputDirectory);

    /** Creates a module. If there is no POM, the project is Maven's substitute for a project. */
    MavenModule(MavenSession session, MavenProject project, SettingSources sources, PluginConfiguration configuration) {
        this.session = session;
        this.project = project;
        this.sources = sources;
        this.configuration = configuration;
    }

    MavenProject project() {
        return project;
    }

    SettingSources sources() {
        return sources;
    }

    PluginConfiguration configuration() {
        return configuration;
    }

    ModuleSettings settings() {
        return settings.get();
    }

    private ModuleSettings readSettings() {
        return new ModuleSettings(
                name(),
                directory(),
                directories(),
                localName(),
                sources,
                configuration.labels(),
                configuration.images());
    }

    /** The name of a module in messages: no other module has the same. */
    static String name(MavenSession session, MavenProject project) {
        boolean isUnique = session.getAllProjects().stream()
                .filter(other -> other != project)
                .noneMatch(other -> other.getArtifactId().equals(project.getArtifactId()));
        return isUnique ? project.getArtifactId() : project.getGroupId() + ":" + project.getArtifactId();
    }

    String name() {
        return name(session, project);
    }

    boolean has(MavenProject other, PluginConfiguration otherConfiguration) {
        return project == other && configuration.dom().equals(otherConfiguration.dom());
    }

    boolean hasPom() {
        return project.getBasedir() != null;
    }

    /** The module's directory, or the directory in which Maven runs if there is no POM. */
    Path directory() {
        Path directory = hasPom() ? project.getBasedir().toPath() : Path.of(session.getExecutionRootDirectory());
        return directory.toAbsolutePath().normalize();
    }

    /** Without a POM, Maven does not resolve the expression of the build directory. */
    private Path buildDirectory() {
        return hasPom()
                ? directory().resolve(project.getBuild().getDirectory()).normalize()
                : directory().resolve("target");
    }

    MavenDirectories directories() {
        Optional<Path> localRepository = Optional.ofNullable(
                        session.getRequest().getLocalRepositoryPath())
                .map(path -> path.toPath().toAbsolutePath().normalize());
        return new MavenDirectories(buildDirectory(), localRepository);
    }

    /** The path of local images: the artifactId, or the name of the directory if there is no POM. */
    private String localName() {
        Path directory = directory().getFileName();
        String name = hasPom() ? project.getArtifactId() : directory == null ? "" : directory.toString();
        String path =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return path.isEmpty() ? "project" : path;
    }

    Path outputDirectory() {
        return outputDirectory.get();
    }

    private Path readOutputDirectory() {
        return directory()
                .resolve(sources.path(Setting.OUTPUT_DIRECTORY)
                        .orElse(buildDirectory().resolve("fdo")));
    }

    boolean isSet(Setting flag) {
        return sources.flag(flag).orElse(false);
    }

    void setProperty(String name, String value) {
        project.getProperties().setProperty(name, value);
    }
}
