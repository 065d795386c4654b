package io.github.fdomaven.maven;

import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.Setting;
import java.util.EnumMap;
import java.util.Map;

/** An {@code <image>} of the POM, as Maven fills it in. */
public final class ImageElement {

    /** What the image is called in this build. */
    private String name;

    /** The distribution. */
    private String distribution;

    /** The distribution's version. */
    private String version;

    /** The image's tag. */
    private String tag;

    /** The packages to install. */
    private String packages;

    /** The command to run after that. */
    private String exec;

    /** The names of variables that the command gets. */
    private String execEnvironment;

    /** The path of the entrypoint. */
    private String entrypoint;

    /** The working directory. */
    private String workingDir;

    /** The user. */
    private String user;

    /** The platform. */
    private String platform;

    /** The image to start from, which may be another one of the POM. */
    private String baseImage;

    /** The projects to copy the image from. */
    private String upstreamRepo;

    /** The repository below that of the project. */
    private String repoSuffix;

    /** Whether to build even if the image exists. */
    private String forceRebuild;

    /** How long the image is wanted. */
    private String expiresAfter;

    /** The directory that the command sees as its cache. */
    private String cacheDir;

    /** What is to be done if the image is there, but stale. */
    private String onStale;

    /** Labels of the user's own. */
    private Map<String, String> labels;

    /** Called by Maven. */
    public ImageElement() {}

    PomImages.Element values() {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.put(Setting.NAME, name);
        values.put(Setting.DISTRIBUTION, distribution);
        values.put(Setting.VERSION, version);
        values.put(Setting.TAG, tag);
        values.put(Setting.PACKAGES, packages);
        values.put(Setting.EXEC, exec);
        values.put(Setting.EXEC_ENVIRONMENT, execEnvironment);
        values.put(Setting.ENTRYPOINT, entrypoint);
        values.put(Setting.WORKING_DIR, workingDir);
        values.put(Setting.USER, user);
        values.put(Setting.PLATFORM, platform);
        values.put(Setting.BASE_IMAGE, baseImage);
        values.put(Setting.UPSTREAM_REPO, upstreamRepo);
        values.put(Setting.REPO_SUFFIX, repoSuffix);
        values.put(Setting.FORCE_REBUILD, forceRebuild);
        values.put(Setting.EXPIRES_AFTER, expiresAfter);
        values.put(Setting.CACHE_DIR, cacheDir);
        values.put(Setting.ON_STALE, onStale);
        values.values().removeIf(value -> value == null);
        return new PomImages.Element(values, labels == null ? Map.of() : labels);
    }
}
