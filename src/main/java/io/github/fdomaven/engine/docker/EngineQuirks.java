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
 * In what the engines differ that speak Docker's API, and what each does. All of it was seen in the contract that the tests
 * ask of Docker 20.10.24 and 28.5.2, and of Podman 4.3.1 and 5.8.6.
 */
enum EngineQuirks {
    /** Docker Engine, and what is made of its parts. */
    DOCKER("Docker") {
        @Override
        boolean commitsByInstructions() {
            return false;
        }

        @Override
        boolean forgetsInCommit() {
            return true;
        }

        @Override
        boolean commitsNamelessVolumes() {
            return false;
        }

        @Override
        boolean isSilentInPush() {
            return false;
        }

        @Override
        boolean isRootless(Info info) {
            return hasRootlessOption(info);
        }

        @Override
        boolean isRefusal(DockerException answer) {
            return answer.getHttpStatus() < SERVER_ERROR;
        }

        @Override
        boolean isGoing(DockerException answer) {
            return answer instanceof ConflictException;
        }

        @Override
        String howToAllowNoTls() {
            return "The registry speaks no TLS, which the engine must be told: add it to \"insecure-registries\" in its"
                    + " daemon.json, and restart it.";
        }
    },

    /** Podman's service. */
    PODMAN("Podman") {
        @Override
        boolean commitsByInstructions() {
            return true;
        }

        @Override
        boolean forgetsInCommit() {
            return false;
        }

        @Override
        boolean commitsNamelessVolumes() {
            return true;
        }

        @Override
        boolean isSilentInPush() {
            return true;
        }

        @Override
        boolean isRootless(Info info) {
            return hasRootlessOption(info)
                    || Boolean.TRUE.equals(info.getRawValues().get("Rootless"));
        }

        @Override
        boolean isRefusal(DockerException answer) {
            String words = EngineErrors.words(answer);
            return answer.getHttpStatus() < SERVER_ERROR || REFUSALS.stream().anyMatch(words::contains);
        }

        @Override
        boolean isGoing(DockerException answer) {
            return answer instanceof ConflictException
                    || EngineErrors.words(answer).contains(IMPROPER);
        }

        @Override
        String howToAllowNoTls() {
            return "The registry speaks no TLS, which Podman must be told, on localhost too: add a [[registry]] with its"
                    + " location and insecure = true to the engine's registries.conf.";
        }
    };

    private static final int SERVER_ERROR = 500;

    /** A container that has ended, or is being removed, as Podman says it. */
    private static final String IMPROPER = "container state improper";

    /** A network that is not there; a base without a shell; one whose shell ended at once, for it is of another processor. */
    private static final List<String> REFUSALS = List.of(
            "network not found", "attempted to invoke a command that was not found", IMPROPER, "no such container");

    private static final String SHA256 = "sha256:";

    private final String engine;

    EngineQuirks(String engine) {
        this.engine = engine;
    }

    /** Of what an engine says that it is made of. Docker's own components are the engine, containerd, runc and an init. */
    static EngineQuirks of(List<String> components) {
        return components.stream().anyMatch(component -> component.startsWith(PODMAN.engine)) ? PODMAN : DOCKER;
    }

    /** The same by any one answer, for when it is not yet known: Podman 4.3 and 5 name themselves in this header. */
    static EngineQuirks of(Response answer) {
        String server = answer.getHeader("Server");
        return server != null && server.startsWith("Libpod/") ? PODMAN : DOCKER;
    }

    /**
     * How the config of an image is given to the commit. Podman passes over the body of the request and heeds instructions
     * alone. Docker takes away an entrypoint that the container was created with only for a body, and not even for that when
     * there are instructions beside it.
     */
    abstract boolean commitsByInstructions();

    /**
     * Whether the base's ONBUILD and SHELL are lost in a commit that does not name them, but kept in one whose body does. That
     * is Docker. Podman 4 keeps them by itself. Podman 5 keeps SHELL, and loses ONBUILD and STOPSIGNAL.
     */
    abstract boolean forgetsInCommit();

    /**
     * Whether a volume that a container was created with is in the config of what is committed if it has no name: Podman 4.3
     * writes it there, but not one that has a name. Docker 20.10 writes neither.
     */
    abstract boolean commitsNamelessVolumes();

    /** Whether nothing comes back from the beginning of a push to its end: Podman 4.3 is silent, Docker tells how far it is. */
    abstract boolean isSilentInPush();

    /**
     * How an image is known everywhere else that a commit answers with. Podman leaves out the algorithm, and does not take
     * such an identifier itself when the image is to be removed.
     */
    String imageId(String committed) {
        return committed.startsWith(SHA256) ? committed : SHA256 + committed;
    }

    /**
     * Whether a container cannot be made or started for what was asked for, not for what is wrong with the engine. Docker
     * tells it by the status. Podman answers 500 either way, so it is told by its words.
     */
    abstract boolean isRefusal(DockerException answer);

    /**
     * Whether a container cannot be removed only because it is on its way already. Docker answers 409 while another removal
     * goes on. Podman 4 answers 500 when the container has just ended, as it does by itself when nobody holds on to it.
     */
    abstract boolean isGoing(DockerException answer);

    /**
     * What to do where a registry is spoken to in the open. Docker speaks so to those on a loopback address by itself; Podman
     * 4.3 and 5.8 to none.
     */
    abstract String howToAllowNoTls();

    /**
     * Whether the engine runs without root's rights. Docker says so among its security options; Podman 4.3 does not, but has a
     * member of its own for it.
     */
    abstract boolean isRootless(Info info);

    private static boolean hasRootlessOption(Info info) {
        return info.getSecurityOptions() != null && info.getSecurityOptions().contains("name=rootless");
    }

    /**
     * What an answer says of a failure, whichever engine it is of. Each has a message; but Podman 5 answers a push that is
     * refused with an item of the stream that it has not begun, which has an error.
     */
    static Optional<String> words(JsonNode answer) {
        JsonNode text = answer.path("message").isTextual() ? answer.path("message") : answer.path("error");
        return Optional.of(text).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /**
     * What an item of a stream says of a failure, whichever engine it is of. Docker has it in detail; Podman has it as plain
     * text only, in the member that docker-java calls deprecated.
     */
    @SuppressWarnings("deprecation")
    static String error(ResponseItem item) {
        boolean isDetailed =
                item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null;
        return isDetailed ? item.getErrorDetail().getMessage() : item.getError();
    }

    /** What the engine is called. */
    @Override
    public String toString() {
        return engine;
    }
}
