package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Runs a command in an image, with the project's directory as its working directory, as a job of a pipeline would: what it
 * prints is streamed, what it writes there is here, and the goal fails if it does. The container is gone afterwards.
 *
 * @since 1.0.0
 */
@Mojo(name = "run", defaultPhase = LifecyclePhase.INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class RunMojo extends ImageMojo {
    /**
     * The command, which is run by the image's bash, or its sh where it has no bash, whatever the image's entrypoint is.
     * Required. Variable: <code>FDO_COMMAND</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.command")
    private String command;

    /**
     * The names, separated by commas, of environment variables that the command gets. Their values are not shown. Default:
     * none. Variable: <code>FDO_ENVIRONMENT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.environment")
    private String environment;

    /**
     * The image to run the command in: the name of one of the POM, a full reference, or without a host the path of an image of
     * this project. Default: the image of the POM, if there is only one. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * The address of the container engine: <code>unix:///path</code>, <code>tcp://host:port</code>,
     * <code>https://host:port</code> or <code>ssh://user@host</code>. At one that is no socket, the project's files are copied
     * there and back. Default: <code>DOCKER_HOST</code>, <code>CONTAINER_HOST</code>, the current Docker context, the first of
     * the usual sockets that answers, or the program <code>podman</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.docker.host")
    private String dockerHost;

    /**
     * The registry's host, with its port, by which the engine reaches the registry of <code>registryImage</code>, where it
     * does not by the name that is in there: this is told to the engine alone. Default: the same name. Variable:
     * <code>FDO_ENGINE_REGISTRY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.engine.registry")
    private String engineRegistry;

    /**
     * The network of the container: <code>host</code>, <code>none</code>, or a network's name. Default: the engine's.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.network")
    private String network;

    /**
     * The longest that the command may take: a whole number and one of m, h, d, w. Default: none. Variable:
     * <code>FDO_TIMEOUT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.timeout")
    private String timeout;

    /**
     * Whether this goal does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.run.skip", defaultValue = "false")
    private String skipRun;

    /**
     * Called by Maven.
     *
     * @param decrypter decrypts the passwords of settings.xml
     */
    @Inject
    public RunMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Setting goalSkip() {
        return Setting.SKIP_RUN;
    }

    @Override
    void work(GoalInput input) {
        new RunGoal(input).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.SKIP_RUN, skipRun);
        values.put(Setting.COMMAND, command);
        values.put(Setting.ENVIRONMENT, environment);
        values.put(Setting.IMAGE, image);
        values.put(Setting.DOCKER_HOST, dockerHost);
        values.put(Setting.ENGINE_REGISTRY, engineRegistry);
        values.put(Setting.NETWORK, network);
        values.put(Setting.TIMEOUT, timeout);
        return values;
    }
}
