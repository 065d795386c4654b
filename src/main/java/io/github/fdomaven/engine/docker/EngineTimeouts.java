package io.github.fdomaven.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an engine may say nothing before it is given up. The client's own limit does nothing on Unix sockets, and how long
 * a call takes as a whole says nothing about its being stuck, so silence is what is measured.
 *
 * <p>A pull or a push of a layer of 730 MB on two cores left at most 0.3 s between two words of Docker 20.10, and 2.5 s in a
 * pull of Podman 4.3, which is when it unpacks. A push of Podman 4.3 says nothing at all from its beginning to its end.
 *
 * @param answer for an answer to what an engine does at once
 * @param work for an answer to what takes longer the larger an image is: with the storage driver vfs, a container is made by
 *     copying its image
 * @param transfer between two words of a pull or a push, and between two pieces of files on their way
 * @param silentPush for a whole push of Podman
 * @param again for an answer of one that was given up, until it gives one: what is to be tidied up must not take as long again
 */
record EngineTimeouts(Duration answer, Duration work, Duration transfer, Duration silentPush, Duration again) {

    static final EngineTimeouts DEFAULT = new EngineTimeouts(
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofHours(6),
            Duration.ofSeconds(10));

    /** How long the engine may need until it begins to answer. */
    Duration beforeAnswer(Request request) {
        if (isTransfer(request) || isArchive(request)) {
            return transfer;
        }
        return isWork(request) ? work : answer;
    }

    /** How long it may need for the next piece of its answer; nothing for what a program prints, which may be silent for ever. */
    Optional<Duration> withinAnswer(Request request, Response response) {
        if (isStream(request)) {
            return Optional.empty();
        }
        if (isPush(request) && EngineQuirks.of(response).isSilentInPush()) {
            return Optional.of(silentPush);
        }
        return Optional.of(isTransfer(request) || isArchive(request) ? transfer : answer);
    }

    private static boolean isTransfer(Request request) {
        return request.path().startsWith("/images/create") || isPush(request);
    }

    private static boolean isPush(Request request) {
        return request.path().startsWith("/images/") && path(request).endsWith("/push");
    }

    private static boolean isArchive(Request request) {
        return path(request).endsWith("/archive");
    }

    private static boolean isStream(Request request) {
        return request.path().startsWith("/exec/") && path(request).endsWith("/start");
    }

    private static boolean isWork(Request request) {
        return request.path().startsWith("/commit") || request.path().startsWith("/containers/create");
    }

    private static String path(Request request) {
        int query = request.path().indexOf('?');
        return query < 0 ? request.path() : request.path().substring(0, query);
    }
}
