package io.github.fdomaven.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A registry server in memory. It checks uploads as a real registry does, fails on demand, and records its requests. */
final class RegistryServer implements AutoCloseable {

    private static final Pattern PATH = Pattern.compile("/v2/(.+)/(manifests|blobs|blobs/uploads|tags)/([^/]*)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ReceivedRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Fault> faults = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final ReceivedUploads uploads = new ReceivedUploads(blobs);
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private Gate gate = request -> true;
    private boolean mounting = true;
    private boolean checksIndexes = true;

    RegistryServer() throws IOException {
        this(HttpServer.create(freePort(), 0));
    }

    private RegistryServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A server with TLS. */
    static RegistryServer secure(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(freePort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new RegistryServer(server);
    }

    private static InetSocketAddress freePort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Lets a request pass, or answers it. */
    interface Gate {
        boolean admits(ReceivedRequest request) throws IOException;
    }

    /** Answers a request instead of the registry. */
    interface Responder {
        void answer(ReceivedRequest request) throws IOException;
    }

    /** A response that replaces the next ones. */
    private static final class Fault {

        private final String start;
        private final Responder responder;
        private int times;

        Fault(String start, int times, Responder responder) {
            this.start = start;
            this.times = times;
            this.responder = responder;
        }

        synchronized boolean appliesTo(ReceivedRequest request) {
            return request.toString().startsWith(start) && times-- > 0;
        }
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    Repository repository(String path) {
        return new Repository(host(), path);
    }

    /** Method and path of each request. */
    List<String> received() {
        return requests.stream().map(ReceivedRequest::toString).toList();
    }

    List<ReceivedRequest> requests() {
        return requests;
    }

    /** Answers the next requests whose method and path start with a text. */
    void respond(String start, int times, Responder responder) {
        faults.add(new Fault(start, times, responder));
    }

    void respond(String start, int times, int status, String body, String... headers) {
        respond(start, times, request -> request.answer(status, body.getBytes(), headers));
    }

    void guard(Gate guard) {
        gate = guard;
    }

    /** Does not check the members of an index. */
    void acceptIncompleteIndexes() {
        checksIndexes = false;
    }

    void refuseMounts() {
        mounting = false;
    }

    void put(Repository repository, byte[] blob) {
        blobs.put(repository.path() + "@" + Digest.sha256(blob), blob);
    }

    void put(Reference reference, Manifest manifest) {
        String path = reference.repository().path();
        manifests.put(path + "@" + reference.target(), manifest);
        manifests.put(path + "@" + manifest.digest(), manifest);
    }

    Manifest manifest(Reference reference) {
        return manifests.get(reference.repository().path() + "@" + reference.target());
    }

    boolean hasBlob(Repository repository, Digest digest) {
        return blobs.containsKey(repository.path() + "@" + digest);
    }

    private void handle(HttpExchange exchange) throws IOException {
        ReceivedRequest request = new ReceivedRequest(exchange);
        requests.add(request);
        try (exchange) {
            for (Fault fault : List.copyOf(faults)) {
                if (fault.appliesTo(request)) {
                    fault.responder.answer(request);
                    return;
                }
            }
            if (gate.admits(request)) {
                serve(request);
            }
        }
    }

    /** Receives a part of a blob whose request breaks. */
    void receive(Repository repository, byte[] part) {
        uploads.add(repository.path(), part);
    }

    /** Answers as a registry. */
    void serve(ReceivedRequest request) throws IOException {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            request.answer(404, "404 page not found".getBytes());
            return;
        }
        String key = path.group(1) + "@" + path.group(3);
        switch (request.method() + " " + path.group(2)) {
            case "GET manifests", "HEAD manifests" -> sendManifest(request, manifests.get(key));
            case "DELETE manifests" -> deleteManifest(request, key);
            case "GET tags" -> sendTags(request, path.group(1));
            case "PUT manifests" -> receiveManifest(request, path.group(1), path.group(3));
            case "GET blobs", "HEAD blobs" -> sendBlob(request, blobs.get(key));
            case "POST blobs/uploads" -> uploads.start(request, path.group(1), mounting);
            case "PATCH blobs/uploads" -> uploads.receivePart(request, path.group(1));
            case "GET blobs/uploads" -> uploads.sayState(request, path.group(1));
            case "DELETE blobs/uploads" -> uploads.cancel(request, path.group(1));
            case "PUT blobs/uploads" -> uploads.receiveEnd(request, path.group(1));
            default -> request.answer(405, ReceivedRequest.error("UNSUPPORTED", "not supported"));
        }
    }

    private void sendManifest(ReceivedRequest request, Manifest manifest) throws IOException {
        if (manifest == null) {
            request.answer(404, ReceivedRequest.error("MANIFEST_UNKNOWN", "manifest unknown"));
        } else if (!request.header("Accept").contains(manifest.mediaType())) {
            request.answer(404, ReceivedRequest.error("MANIFEST_UNKNOWN", "not in a form that is accepted"));
        } else {
            request.answer(
                    200,
                    manifest.content(),
                    "Content-Type",
                    manifest.mediaType(),
                    "Docker-Content-Digest",
                    manifest.digest().toString());
        }
    }

    private void receiveManifest(ReceivedRequest request, String repository, String target) throws IOException {
        Manifest manifest = Manifest.parse(request.header("Content-Type"), request.body());
        boolean isChecked = checksIndexes || manifest instanceof ImageManifest;
        for (String needed : isChecked ? ReceivedRequest.needs(manifest) : List.<String>of()) {
            if (!blobs.containsKey(repository + "@" + needed) && !manifests.containsKey(repository + "@" + needed)) {
                request.answer(400, ReceivedRequest.error("MANIFEST_BLOB_UNKNOWN", "blob unknown to registry"));
                return;
            }
        }
        manifests.put(repository + "@" + target, manifest);
        manifests.put(repository + "@" + manifest.digest(), manifest);
        request.answer(
                201, new byte[0], "Docker-Content-Digest", manifest.digest().toString());
    }

    private void deleteManifest(ReceivedRequest request, String key) throws IOException {
        if (!key.contains("@sha256:")) {
            request.answer(405, ReceivedRequest.error("UNSUPPORTED", "The operation is unsupported."));
            return;
        }
        Manifest deleted = manifests.remove(key);
        if (deleted == null) {
            request.answer(404, ReceivedRequest.error("MANIFEST_UNKNOWN", "manifest unknown"));
        } else {
            manifests.values().removeIf(deleted::equals);
            request.answer(202, new byte[0]);
        }
    }

    /** One page of tags, in the requested size, after the last tag of the page before. */
    private void sendTags(ReceivedRequest request, String repository) throws IOException {
        List<String> tags = manifests.keySet().stream()
                .filter(key -> key.startsWith(repository + "@") && !key.contains("@sha256:"))
                .map(key -> key.substring(repository.length() + 1))
                .sorted()
                .filter(tag -> request.parameter("last") == null || tag.compareTo(request.parameter("last")) > 0)
                .toList();
        if (tags.isEmpty()) {
            request.answer(404, ReceivedRequest.error("NAME_UNKNOWN", "repository name not known to registry"));
            return;
        }
        List<String> page = tags.subList(0, Math.min(tags.size(), Integer.parseInt(request.parameter("n"))));
        byte[] body =
                ("{\"name\":\"" + repository + "\",\"tags\":[\"" + String.join("\",\"", page) + "\"]}").getBytes();
        if (page.size() == tags.size()) {
            request.answer(200, body);
        } else {
            String next = "/v2/" + repository + "/tags/list?last=" + page.get(page.size() - 1) + "&n=" + page.size();
            request.answer(200, body, "Link", "<" + next + ">; rel=\"next\"");
        }
    }

    private void sendBlob(ReceivedRequest request, byte[] blob) throws IOException {
        if (blob == null) {
            request.answer(404, ReceivedRequest.error("BLOB_UNKNOWN", "blob unknown to registry"));
        } else {
            request.answer(200, blob, "Content-Type", "application/octet-stream");
        }
    }

    /** Sends a part of the announced content and closes the connection. */
    static void breakOff(ReceivedRequest request, long announced, byte[] part) throws IOException {
        request.exchange().sendResponseHeaders(200, announced);
        OutputStream out = request.exchange().getResponseBody();
        out.write(part);
        out.flush();
        request.exchange().close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
