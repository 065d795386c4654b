package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.util.List;
import java.util.Optional;

/**
 * Differences between engines that implement the Docker API. The contract tests verify them with Docker 20.10.24, with both image
 * stores of Docker 28.5.2, and with Podman 4.3.1 and 5.8.6.
 */
enum EngineQuirks {
    DOCKER("Docker"),
    PODMAN("Podman");

    private static final int SERVER_ERROR = 500;
    private static final String SHA256 = "sha256:";

    /** Podman's message for a container that has ended or is being removed. */
    private static final String STATE_IMPROPER = "container state improper";

    /** Podman's messages for an unknown network, an image without a shell, and a shell for another processor. */
    private static final List<String> PODMAN_REFUSALS = List.of(
            "network not found",
            "attempted to invoke a command that was not found",
            STATE_IMPROPER,
            "no such container");

    private final String engine;

    EngineQuirks(String engine) {
        this.engine = engine;
    }

    /** Returns the kind of an engine by the components that it reports. */
    static EngineQuirks of(List<String> components) {
        return components.stream().anyMatch(component -> component.startsWith(PODMAN.engine)) ? PODMAN : DOCKER;
    }

    /** Returns the kind of an engine by any response: Podman 4.3 and 5 identify themselves in this header. */
    static EngineQuirks of(Response response) {
        String server = response.getHeader("Server");
        return server != null && server.startsWith("Libpod/") ? PODMAN : DOCKER;
    }

    /**
     * Whether a commit takes the image config as Dockerfile instructions. Podman ignores the body of the request. Docker removes
     * an entrypoint only if it is in the body and there are no instructions.
     */
    boolean commitsByInstructions() {
        return this == PODMAN;
    }

    /**
     * Whether a commit loses ONBUILD and SHELL unless the request repeats them. Podman 4 keeps both. Podman 5 keeps SHELL, and
     * always loses ONBUILD and STOPSIGNAL.
     */
    boolean losesOnBuildAndShell() {
        return this == DOCKER;
    }

    /**
     * Whether a commit pauses the container. Docker does by default, and commits without a pause where it cannot pause. Podman
     * does not by default, and fails where it cannot pause: rootless on cgroup v1.
     */
    boolean pausesInCommit() {
        return this == DOCKER;
    }

    /** Whether a commit adds the container's anonymous volumes to the image config, as Podman 4.3 does. */
    boolean commitsAnonymousVolumes() {
        return this == PODMAN;
    }

    /** Whether a push reports no progress, as with Podman 4.3. */
    boolean isSilentInPush() {
        return this == PODMAN;
    }

    /**
     * Whether a push compresses each layer on one processor. Podman uses all processors. Docker's containerd store, which it
     * reports by the type of its driver, has compressed layers.
     */
    boolean pushesSlowly(Info info) {
        List<List<String>> status = info.getDriverStatuses() == null ? List.of() : info.getDriverStatuses();
        return this == DOCKER && !status.contains(List.of("driver-type", "io.containerd.snapshotter.v1"));
    }

    /** Returns the full image ID. Podman's commit omits the algorithm, but its removal of an image requires it. */
    String imageId(String committed) {
        return committed.startsWith(SHA256) ? committed : SHA256 + committed;
    }

    /**
     * Whether a container cannot be created or started because of the user's settings. Docker answers with a status below 500.
     * Podman always answers 500, so the message decides.
     */
    boolean isRefusal(DockerException response) {
        return response.getHttpStatus() < SERVER_ERROR
                || this == PODMAN && PODMAN_REFUSALS.stream().anyMatch(EngineErrors.message(response)::contains);
    }

    /**
     * Whether a container cannot be removed because it is being removed. Docker answers 409. Podman 4 answers 500 if the
     * container has just ended.
     */
    boolean isBeingRemoved(DockerException response) {
        return response instanceof ConflictException
                || this == PODMAN && EngineErrors.message(response).contains(STATE_IMPROPER);
    }

    /** Returns how to allow a registry without TLS. Docker allows it on loopback addresses by default, Podman nowhere. */
    String insecureRegistryAdvice() {
        return this == DOCKER
                ? "The registry does not use TLS. To allow this, add it to \"insecure-registries\" in the engine's"
                        + " daemon.json and restart the engine."
                : "The registry does not use TLS, which Podman allows only by configuration, even on localhost. Add a"
                        + " [[registry]] with its location and insecure = true to the engine's registries.conf.";
    }

    /** Whether the engine runs without root privileges. Docker reports a security option. Podman 4.3 has its own member. */
    boolean isRootless(Info info) {
        return info.getSecurityOptions() != null && info.getSecurityOptions().contains("name=rootless")
                || this == PODMAN && Boolean.TRUE.equals(info.getRawValues().get("Rootless"));
    }

    /** Returns the message of an error response. Podman 5 answers a refused push with an event of the stream instead. */
    static Optional<String> message(JsonNode response) {
        JsonNode text = response.path("message").isTextual() ? response.path("message") : response.path("error");
        return Optional.of(text).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** Returns the message of an error event. Docker has a detail, Podman only the member that docker-java deprecates. */
    @SuppressWarnings("deprecation")
    static String error(ResponseItem item) {
        boolean isDetailed =
                item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null;
        return isDetailed ? item.getErrorDetail().getMessage() : item.getError();
    }

    @Override
    public String toString() {
        return engine;
    }
}
