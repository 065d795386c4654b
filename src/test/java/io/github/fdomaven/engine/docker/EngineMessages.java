package io.github.fdomaven.engine.docker;

import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The error messages of the tested engine versions, with placeholders for the parts that vary. */
enum EngineMessages {
    WITHOUT_CREDENTIALS(
            "Head \"http://HOST/v2/REPOSITORY/manifests/TAG\": no basic auth credentials",
            "Head \"http://HOST/v2/REPOSITORY/manifests/TAG\": no basic auth credentials",
            "initializing source docker://REFERENCE: reading manifest TAG in HOST/REPOSITORY:"
                    + " unauthorized: authentication required",
            "unauthorized: authentication required",
            "failed to resolve reference \"REFERENCE\": pull access denied, repository does not exist or may require"
                    + " authorization: authorization failed: no basic auth credentials"),
    WRONG_CREDENTIALS(
            "unauthorized: authentication required",
            "unauthorized: authentication required",
            "initializing source docker://REFERENCE: reading manifest TAG in HOST/REPOSITORY:"
                    + " unauthorized: authentication required",
            "unauthorized: authentication required",
            "unknown: failed to resolve reference \"REFERENCE\": unexpected status from HEAD request to"
                    + " http://HOST/v2/REPOSITORY/manifests/TAG: 401 Unauthorized"),
    PUSH_WITHOUT_CREDENTIALS(
            "no basic auth credentials",
            "no basic auth credentials",
            "trying to reuse blob sha256:HEX at destination: checking whether a blob sha256:HEX exists in"
                    + " HOST/REPOSITORY: unauthorized: authentication required",
            "trying to reuse blob sha256:HEX at destination: checking whether a blob sha256:HEX exists in"
                    + " HOST/REPOSITORY: authentication required",
            "push access denied, repository does not exist or may require authorization: authorization failed: no"
                    + " basic auth credentials"),
    ABSENT(
            "manifest for REFERENCE not found: manifest unknown: manifest unknown",
            "manifest for REFERENCE not found: manifest unknown: manifest unknown",
            "initializing source docker://REFERENCE: reading manifest TAG in HOST/REPOSITORY:"
                    + " manifest unknown: manifest unknown",
            "manifest unknown: manifest unknown",
            "failed to resolve reference \"REFERENCE\": REFERENCE: not found"),
    REGISTRY_DOWN(
            "Get \"http://HOST/v2/\": dial tcp LOOPBACK:1: connect: connection refused",
            "Get \"http://HOST/v2/\": dial tcp LOOPBACK:1: connect: connection refused",
            "initializing source docker://REFERENCE: pinging container registry HOST:"
                    + " Get \"http://HOST/v2/\": dial tcp LOOPBACK:1: connect: connection refused",
            "connection refused",
            "failed to resolve reference \"REFERENCE\": failed to do request: Head"
                    + " \"https://HOST/v2/base/debian/manifests/TAG\": dial tcp LOOPBACK:1: connect: connection refused"),
    NO_SUCH_PLATFORM(
            "no matching manifest for linux/s390x in the manifest list entries",
            "no matching manifest for linux/s390x in the manifest list entries",
            "choosing an image from manifest list docker://REFERENCE:"
                    + " no image found in image index for architecture s390x, variant \"\", OS linux",
            "no image found in image index for architecture \"s390x\", variant \"\", OS \"linux\"",
            "no matching manifest for linux/s390x in the manifest list entries: no match for platform in manifest: not"
                    + " found"),
    NO_SUCH_NETWORK(
            "network no-such-network not found",
            "failed to set up container networking: network no-such-network not found",
            "container create: unable to find network with name or ID no-such-network: network not found",
            "container create: unable to find network with name or ID no-such-network: network not found",
            "failed to set up container networking: network no-such-network not found"),
    NO_SHELL(
            "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container"
                    + " process: exec: \"sh\": executable file not found in $PATH: unknown",
            "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create"
                    + " failed: unable to start container process: error during container init: exec: \"sh\":"
                    + " executable file not found in $PATH",
            "runc: runc create failed: unable to start container process: exec: \"sh\": executable file not found in"
                    + " $PATH: OCI runtime attempted to invoke a command that was not found",
            "runc: runc create failed: unable to start container process: error during container init: exec: \"sh\":"
                    + " executable file not found in $PATH: OCI runtime attempted to invoke a command that was not found",
            "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create"
                    + " failed: unable to start container process: error during container init: exec: \"sh\":"
                    + " executable file not found in $PATH");

    private static final List<String> VERSIONS = List.of("Docker 20.", "Docker 28.", "Podman 4.", "Podman 5.");

    /** Docker 28 with containerd's image store has the last message. */
    private static final int CONTAINERD = VERSIONS.size();

    private static final Pattern HEX = Pattern.compile("\\b[0-9a-f]{64}\\b");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1|\\[::1]");

    private final List<String> messages;

    EngineMessages(String... messages) {
        this.messages = List.of(messages);
    }

    /** Returns the message of an engine, or nothing for another version. */
    Optional<String> of(String engine, boolean hasContainerdStore) {
        return VERSIONS.stream()
                .filter(engine::startsWith)
                .findFirst()
                .map(version -> messages.get(hasContainerdStore ? CONTAINERD : VERSIONS.indexOf(version)));
    }

    /** Replaces the placeholders that depend on the reference. */
    static String fill(String message, Reference reference) {
        String host = reference.repository().host();
        String repository = reference.repository().toString().substring(host.length() + 1);
        return message.replace("HOST", host)
                .replace("REPOSITORY", repository)
                .replace("REFERENCE", reference.toString())
                .replace("TAG", reference.tag().orElseThrow().value());
    }

    /** Replaces the parts of an actual message that cannot be predicted by their placeholders. */
    static String normalize(String message) {
        return LOOPBACK.matcher(HEX.matcher(message).replaceAll("HEX")).replaceAll("LOOPBACK");
    }
}
