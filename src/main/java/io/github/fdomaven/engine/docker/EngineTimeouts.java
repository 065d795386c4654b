package io.github.fdomaven.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits for the time in which an engine neither sends nor accepts data. They do not limit the duration of a whole call.
 *
 * <p>Measured on two cores with a layer of 730 MB: Docker 20.10 is silent for at most 0.3 s in a pull or a push. Podman 4.3 is
 * silent for up to 2.5 s in a pull, while it unpacks, and sends nothing during a whole push.
 */
final class EngineTimeouts {

    /** The limit for every response after a timeout, so that cleaning up does not take as long again. */
    static final Duration AFTER_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration USUAL = Duration.ofMinutes(5);

    /**
     * For calls that depend on the size of an image: the storage driver vfs copies the image to create a container, and an
     * image is copied before it is sent.
     */
    private static final Duration IMAGE_SIZE = Duration.ofMinutes(30);

    private static final Duration TRANSFER = Duration.ofMinutes(10);
    private static final Duration SILENT_PUSH = Duration.ofHours(6);

    private EngineTimeouts() {}

    /** Returns the limit for the response to begin. */
    static Duration beforeResponse(Request request) {
        boolean dependsOnImageSize = request.path().startsWith("/commit")
                || request.path().startsWith("/containers/create")
                || isSave(request);
        return dependsOnImageSize ? IMAGE_SIZE : isTransfer(request) ? TRANSFER : USUAL;
    }

    /** Returns the limit between two parts of the response. The output of a program has none. */
    static Optional<Duration> withinResponse(Request request, Response response) {
        if (request.path().startsWith("/exec/") && path(request).endsWith("/start")) {
            return Optional.empty();
        }
        if (isPush(request) && EngineQuirks.of(response).isSilentInPush()) {
            return Optional.of(SILENT_PUSH);
        }
        return Optional.of(isTransfer(request) ? TRANSFER : USUAL);
    }

    /** Whether the request transfers an image or files. */
    private static boolean isTransfer(Request request) {
        return request.path().startsWith("/images/create")
                || isPush(request)
                || isSave(request)
                || path(request).endsWith("/archive");
    }

    private static boolean isSave(Request request) {
        return request.path().startsWith("/images/") && path(request).endsWith("/get");
    }

    private static boolean isPush(Request request) {
        return request.path().startsWith("/images/") && path(request).endsWith("/push");
    }

    private static String path(Request request) {
        int query = request.path().indexOf('?');
        return query < 0 ? request.path() : request.path().substring(0, query);
    }
}
