package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Brings about distribution images: skips one whose tag exists, copies it from upstream if it exists there, and otherwise
 * builds it on the local container engine and pushes it, several at once, each after the one that it is FROM. Without a
 * registry images stay in the engine.
 *
 * @since 1.0.0
 */
@Mojo(name = "build-image", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public final class BuildImageMojo extends BuildMojo {
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
    void work(GoalInput input) {
        new BuildImageGoal(input).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.SKIP_BUILD_IMAGE, skipBuildImage);
        return values;
    }
}
