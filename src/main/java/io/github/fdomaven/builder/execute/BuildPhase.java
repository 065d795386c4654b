package io.github.fdomaven.builder.execute;

import java.util.Locale;

/** A part of the work on one image. The constants have the order of the log and of reports. */
public enum BuildPhase {
    /** Pulls the base image. */
    PULL,
    /** Lists the files of the project, copies them into the container, and removes them after exec. */
    PROJECT,
    /** Configures the package manager. */
    PREPARE,
    /** Updates the package lists, and upgrades the packages of the base image. */
    UPGRADE,
    /** Installs the packages of the recipe. */
    INSTALL,
    /** Runs the command of the recipe. */
    EXEC,
    /** Lists the installed packages. */
    PACKAGES,
    /** Removes files of the package manager. */
    CLEAN,
    /** Commits the container as an image. */
    COMMIT,
    /** Pushes the image. */
    PUSH;

    /** {@return the name in the log and in reports, such as {@code pull}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
