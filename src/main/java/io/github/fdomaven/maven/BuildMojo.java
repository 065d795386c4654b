package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** What every goal has that builds images, or says how they would be: all that a build needs to know. */
abstract class BuildMojo extends ImageMojo {

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
     * A directory that exec sees as <code>/cache</code>, writable; where the engine cannot mount it, it is copied there and
     * back. Default: <code>/cache</code> if there is one. Variable: <code>FDO_CACHE_DIR</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.cache.dir")
    private String cacheDir;

    /**
     * The address of the container engine: <code>unix:///path</code>, <code>tcp://host:port</code>,
     * <code>https://host:port</code> or <code>ssh://user@host</code>. Default: <code>DOCKER_HOST</code>,
     * <code>CONTAINER_HOST</code>, the current Docker context, the first of the usual sockets that answers, or the program
     * <code>podman</code>.
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
     * What is to be done with an image that is there, but whose recipe or base has changed: <code>warn</code> takes it as it is
     * and says so; <code>rebuild</code> builds it anew; <code>fail</code> fails the goal; <code>ignore</code> takes it as it
     * is. Default: <code>warn</code>. Variable: <code>FDO_ON_STALE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.on.stale")
    private String onStale;

    /**
     * How many images are built at once. Default: the processors. Variable: <code>FDO_PARALLELISM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.parallelism")
    private String parallelism;

    BuildMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.EXEC_ENVIRONMENT, execEnvironment);
        values.put(Setting.UPSTREAM_REPO, upstreamRepo);
        values.put(Setting.FORCE_REBUILD, forceRebuild);
        values.put(Setting.EXPIRES_AFTER, expiresAfter);
        values.put(Setting.CACHE_DIR, cacheDir);
        values.put(Setting.ON_STALE, onStale);
        values.put(Setting.DOCKER_HOST, dockerHost);
        values.put(Setting.ENGINE_REGISTRY, engineRegistry);
        values.put(Setting.NETWORK, network);
        values.put(Setting.PUSH, push);
        values.put(Setting.TIMEOUT, timeout);
        values.put(Setting.PARALLELISM, parallelism);
        return values;
    }
}
