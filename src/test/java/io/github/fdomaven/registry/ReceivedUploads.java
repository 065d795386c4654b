package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Digest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The uploads of the registry server, one in each repository.
 *
 * @param blobs receives the blobs, by repository and digest
 * @param parts the parts that have arrived, by repository
 */
record ReceivedUploads(Map<String, byte[]> blobs, Map<String, byte[]> parts) {

    private static final String ADDRESS = "/v2/%s/blobs/uploads/1?_state=x%%2Fy%%3D";

    ReceivedUploads(Map<String, byte[]> blobs) {
        this(blobs, new ConcurrentHashMap<>());
    }

    static String address(String repository) {
        return ADDRESS.formatted(repository);
    }

    void start(ReceivedRequest request, String repository, boolean mounting) throws IOException {
        parts.remove(repository);
        String mount = request.parameter("mount");
        byte[] blob = mount == null ? null : blobs.get(request.parameter("from") + "@" + mount);
        if (mounting && blob != null) {
            blobs.put(repository + "@" + mount, blob);
            request.answer(201, new byte[0], "Location", "/v2/" + repository + "/blobs/" + mount);
        } else {
            request.answer(202, new byte[0], "Location", address(repository));
        }
    }

    /** A part of a blob. Its range must follow the parts before it. */
    void receivePart(ReceivedRequest request, String repository) throws IOException {
        byte[] before = parts.getOrDefault(repository, new byte[0]);
        byte[] part = request.body();
        int end = before.length + part.length - 1;
        if (List.of("", before.length + "-" + end).contains(request.header("Content-Range"))) {
            parts.put(repository, join(before, part));
            request.answer(202, new byte[0], "Location", address(repository), "Range", "0-" + end);
        } else {
            request.answer(416, ReceivedRequest.error("BLOB_UPLOAD_INVALID", "the range does not follow"));
        }
    }

    void add(String repository, byte[] part) {
        parts.put(repository, join(parts.getOrDefault(repository, new byte[0]), part));
    }

    /** Says how much has arrived. As with real registries, nothing is {@code 0-0}. */
    void sayState(ReceivedRequest request, String repository) throws IOException {
        byte[] before = parts.getOrDefault(repository, new byte[0]);
        request.answer(
                204, new byte[0], "Location", address(repository), "Range", "0-" + Math.max(0, before.length - 1));
    }

    void cancel(ReceivedRequest request, String repository) throws IOException {
        parts.remove(repository);
        request.answer(204, new byte[0]);
    }

    /** The rest of a blob, and its digest. */
    void receiveEnd(ReceivedRequest request, String repository) throws IOException {
        byte[] before = parts.getOrDefault(repository, new byte[0]);
        byte[] blob = join(before, request.body());
        parts.remove(repository);
        String digest = request.parameter("digest");
        if ("x/y=".equals(request.parameter("_state")) && Digest.parse(digest).matches(blob)) {
            blobs.put(repository + "@" + digest, blob);
            request.answer(201, new byte[0], "Location", "/v2/" + repository + "/blobs/" + digest);
        } else {
            request.answer(
                    400, ReceivedRequest.error("DIGEST_INVALID", "provided digest did not match uploaded content"));
        }
    }

    private static byte[] join(byte[] start, byte[] rest) {
        byte[] whole = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, whole, start.length, rest.length);
        return whole;
    }
}
