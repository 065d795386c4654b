package io.github.fdomaven.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The goals of the plugin that have settings. */
enum Goal {
    BUILD_IMAGE,
    PLAN,
    GENERATE_PIPELINE,
    INSPECT_IMAGE,
    CHECK_BASE,
    CHECK_PACKAGES,
    DIFF_IMAGE,
    RUN,
    POKE_DEPENDENTS,
    DELETE_IMAGES,
    CONVERT;

    static final Set<Goal> ALL = EnumSet.allOf(Goal.class);

    /** The goals that handle images. */
    static final Set<Goal> IMAGES = EnumSet.complementOf(EnumSet.of(CONVERT));

    /** The goals that plan a build. */
    static final Set<Goal> BUILD = EnumSet.of(BUILD_IMAGE, PLAN, GENERATE_PIPELINE);

    /** The goals that run package managers. */
    static final Set<Goal> PACKAGES = EnumSet.of(BUILD_IMAGE, PLAN, GENERATE_PIPELINE, CHECK_PACKAGES);

    /** The goals that run containers. */
    static final Set<Goal> CONTAINER = EnumSet.of(BUILD_IMAGE, PLAN, GENERATE_PIPELINE, CHECK_PACKAGES, RUN);

    /** The goals that may need an engine. */
    static final Set<Goal> ENGINE =
            EnumSet.of(BUILD_IMAGE, PLAN, GENERATE_PIPELINE, INSPECT_IMAGE, CHECK_BASE, CHECK_PACKAGES, RUN);

    /** The goals that have a timeout. */
    static final Set<Goal> TIMED =
            EnumSet.of(BUILD_IMAGE, PLAN, GENERATE_PIPELINE, CHECK_PACKAGES, RUN, POKE_DEPENDENTS);

    /** The goals that do work in parallel. */
    static final Set<Goal> PARALLEL = EnumSet.of(BUILD_IMAGE, PLAN, GENERATE_PIPELINE, CHECK_PACKAGES, POKE_DEPENDENTS);

    /** The goals that take one image by property. */
    static final Set<Goal> ONE_IMAGE = EnumSet.of(INSPECT_IMAGE, CHECK_BASE, CHECK_PACKAGES, DIFF_IMAGE, RUN);

    /** The goals that show a result and change nothing else. */
    static final Set<Goal> RESULT = EnumSet.of(PLAN, INSPECT_IMAGE, CHECK_BASE, CHECK_PACKAGES, DIFF_IMAGE);

    /** The goals that write the dotenv report. */
    static final Set<Goal> DOTENV = EnumSet.of(BUILD_IMAGE, CHECK_BASE, CHECK_PACKAGES);

    /** The goals that call GitLab. */
    static final Set<Goal> GITLAB = EnumSet.of(POKE_DEPENDENTS, DELETE_IMAGES);

    /** Returns the name in Maven, such as {@code build-image}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
