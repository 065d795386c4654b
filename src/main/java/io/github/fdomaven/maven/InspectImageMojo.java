package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Prints what an image says of itself, without pulling it: digest, media type, platforms, created, size, layers, labels, and
 * whether the base that it was built from is still the same. It is also written to <code>inspect.json</code>.
 *
 * @since 1.0.0
 */
@Mojo(name = "inspect-image", requiresProject = false, threadSafe = true)
public final class InspectImageMojo extends ImageMojo {
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
     * Whether this goal does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.inspect-image.skip", defaultValue = "false")
    private String skipInspectImage;

    /**
     * Called by Maven.
     *
     * @param decrypter decrypts the passwords of settings.xml
     */
    @Inject
    public InspectImageMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Setting goalSkip() {
        return Setting.SKIP_INSPECT_IMAGE;
    }

    @Override
    void work(GoalInput input) {
        new InspectImageGoal(input).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.SKIP_INSPECT_IMAGE, skipInspectImage);
        values.put(Setting.IMAGE, image);
        values.put(Setting.DOCKER_HOST, dockerHost);
        return values;
    }
}
