package io.github.fdomaven.maven;

import io.github.fdomaven.settings.Setting;
import io.github.fdomaven.settings.SettingSources;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Brings about a distribution image: skips it if its tag exists, copies it from upstream if it exists there, and otherwise
 * builds it on the local container engine and pushes it. Without a registry the image stays in the engine.
 *
 * @since 1.0.0
 */
@Mojo(name = "build-image", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public final class BuildImageMojo extends ImageMojo {
    /**
     * The names, separated by commas, of environment variables that exec gets. Their values are neither in the image nor on
     * the console. Default: none.
     *
     * @since 1.0.0
     */
    @Parameter
    private String execEnvironment;

    /**
     * Paths of projects, separated by commas, from whose registries the image is copied if it exists there, tried in this
     * order. Default: none. Variable: <code>FDO_UPSTREAM_REPO</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.upstream.repo")
    private String upstreamRepo;

    /**
     * Whether the image is built even if it exists. It is if the POM, the property or the variable
     * <code>FDO_FORCE_REBUILD</code> says so. Default: <code>false</code>; <code>1</code>, <code>true</code> and
     * <code>yes</code> are true.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.force.rebuild")
    private String forceRebuild;

    /**
     * How long the image is wanted: a whole number and one of m, h, d, w. It is written to a label. Default: none. Variable:
     * <code>FDO_EXPIRES_AFTER</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.expires.after")
    private String expiresAfter;

    /**
     * A directory that exec sees as <code>/cache</code>, writable. Default: <code>/cache</code> if there is one. Variable:
     * <code>FDO_CACHE_DIR</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.cache.dir")
    private String cacheDir;

    /**
     * The address of the container engine, such as <code>unix:///run/podman/podman.sock</code>. Default:
     * <code>DOCKER_HOST</code>, <code>CONTAINER_HOST</code>, or the first of the usual sockets that answers.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.docker.host")
    private String dockerHost;

    /**
     * The network of the build container: <code>host</code>, <code>none</code>, or a network's name. Default: the engine's.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.network")
    private String network;

    /**
     * Whether what is built goes to the registry. Default: <code>true</code> when there is a <code>registryImage</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.push")
    private String push;

    /**
     * The longest that one step of a build may take: a whole number and one of m, h, d, w. Default: none.
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
    @Parameter(property = "fdo.build-image.skip", defaultValue = "false")
    private String skipBuildImage;

    /**
     * Called by Maven.
     *
     * @param decrypter decrypts the passwords of settings.xml
     */
    @Inject
    public BuildImageMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Setting goalSkip() {
        return Setting.SKIP_BUILD_IMAGE;
    }

    @Override
    void work(MavenRun run, SettingSources sources, Map<String, String> imageLabels) {
        new BuildImageGoal(run, sources, imageLabels).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.EXEC_ENVIRONMENT, execEnvironment);
        values.put(Setting.UPSTREAM_REPO, upstreamRepo);
        values.put(Setting.FORCE_REBUILD, forceRebuild);
        values.put(Setting.EXPIRES_AFTER, expiresAfter);
        values.put(Setting.CACHE_DIR, cacheDir);
        values.put(Setting.SKIP_BUILD_IMAGE, skipBuildImage);
        values.put(Setting.DOCKER_HOST, dockerHost);
        values.put(Setting.NETWORK, network);
        values.put(Setting.PUSH, push);
        values.put(Setting.TIMEOUT, timeout);
        return values;
    }
}
