package io.github.fdomaven.builder.execute;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all images of an execution share.
 *
 * @param failFast whether no further image is started after a failure
 * @param hasFailed whether an image has failed
 */
record ExecutionContext(
        ImageBuilder builder, ImagePublisher publisher, BuildLog log, boolean failFast, AtomicBoolean hasFailed) {

    boolean isStopped() {
        return failFast && hasFailed.get();
    }
}
