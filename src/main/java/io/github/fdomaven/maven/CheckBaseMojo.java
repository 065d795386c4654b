package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Compares the base that an image was built from with the base as it is now: FRESH, STALE, or UNKNOWN. For scheduled pipelines
 * of projects whose base does not know them. It is also written to <code>bases.json</code>.
 *
 * @since 1.0.0
 */
@Mojo(name = "check-base", requiresProject = false, threadSafe = true)
public final class CheckBaseMojo extends ImageMojo {
    /**
     * One image to look at, whatever the POM has: a full reference, or without a host the path of an image of this project.
     * Default: the image of the POM. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * The address of the container engine, which is asked only for images that have no registry. Default:
     * <code>DOCKER_HOST</code>, <code>CONTAINER_HOST</code>, the current Docker context, the first of the usual sockets that
     * answers, or the program <code>podman</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.docker.host")
    private String dockerHost;

    /**
     * What is to be done when a base has changed: <code>report</code> says so; <code>fail</code> fails the goal;
     * <code>rebuild</code> has a <code>build-image</code> later in the same run build the image anew, and puts
     * <code>FDO_FORCE_REBUILD=1</code> into <code>fdo.env</code>. Default: <code>report</code>. Variable:
     * <code>FDO_ON_STALE_BASE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.on.stale.base")
    private String onStaleBase;

    /**
     * Whether this goal does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.check-base.skip", defaultValue = "false")
    private String skipCheckBase;

    /**
     * Called by Maven.
     *
     * @param decrypter decrypts the passwords of settings.xml
     */
    @Inject
    public CheckBaseMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Setting goalSkip() {
        return Setting.SKIP_CHECK_BASE;
    }

    @Override
    void work(GoalInput input) {
        new CheckBaseGoal(input).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.SKIP_CHECK_BASE, skipCheckBase);
        values.put(Setting.IMAGE, image);
        values.put(Setting.DOCKER_HOST, dockerHost);
        values.put(Setting.ON_STALE_BASE, onStaleBase);
        return values;
    }
}
