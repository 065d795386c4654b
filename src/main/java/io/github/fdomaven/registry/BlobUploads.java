package io.github.fdomaven.registry;

import static java.net.HttpURLConnection.HTTP_BAD_METHOD;
import static java.net.HttpURLConnection.HTTP_ENTITY_TOO_LARGE;
import static java.net.HttpURLConnection.HTTP_PROXY_AUTH;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Scopes;
import io.github.fdomaven.support.PartOutput;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads blobs. First a blob is sent with one PUT. If that is refused, or the connection breaks, the blob is sent by PATCH, as
 * other clients do: whole, or in parts if a proxy limits the size of a request.
 */
final class BlobUploads {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String OCTETS = "application/octet-stream";

    /** The sizes of the parts. The last is the default limit of a common proxy. */
    private static final List<Integer> PART_SIZES = List.of(16 * 1024 * 1024, 1024 * 1024);

    /** A part is in memory. */
    private static final int MAX_PART = 64 * 1024 * 1024;

    /** Missing credentials, and a registry that wants fewer requests: an upload of any other kind would be refused too. */
    static final Set<Integer> REFUSE_ANY_UPLOAD = Set.of(HTTP_UNAUTHORIZED, HTTP_PROXY_AUTH, 429);

    private final RegistryClient client;

    /** The hosts that refused a PUT with a content, and accepted a PATCH or do not know the PUT. */
    private final Set<String> patchOnly = ConcurrentHashMap.newKeySet();

    /**
     * The blobs that were also sent by PATCH without success. A failure that is tried again must not send them twice each time.
     */
    private final Set<Reference> patched = ConcurrentHashMap.newKeySet();

    BlobUploads(RegistryClient client) {
        this.client = client;
    }

    /**
     * An upload that the registry has begun.
     *
     * @param address where the content is sent
     * @param minPart the smallest part that the registry accepts, in bytes
     */
    record Session(URI address, int minPart) {}

    /** The request that begins an upload. */
    HttpRequest start(Repository repository) {
        return client.request("POST", repository, "/blobs/uploads/").withBody(HttpRequest.Body.of(new byte[0]));
    }

    /** The upload that an answer has begun, if it has. */
    Optional<Session> session(HttpResponse response) throws HttpException {
        Optional<String> location = response.header("Location");
        if (!response.isSuccess() || location.isEmpty()) {
            return Optional.empty();
        }
        int minPart = response.header("OCI-Chunk-Min-Length")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Math.min(Integer.parseInt(text), MAX_PART))
                .orElse(0);
        return Optional.of(new Session(client.resolve(response, location.get()), minPart));
    }

    /** Uploads a blob, once. */
    void upload(Repository repository, Digest digest, HttpRequest.Body body) throws HttpException {
        upload(repository, begin(repository), digest, body);
    }

    /** Uploads a blob, once, with an upload that has begun. */
    void upload(Repository repository, Session session, Digest digest, HttpRequest.Body body) throws HttpException {
        if (patchOnly.contains(repository.host())) {
            patch(repository, session, digest, body);
            return;
        }
        try {
            put(repository, session.address(), digest, body);
        } catch (HttpException e) {
            if (!isAboutPut(e) || body.length() == 0) {
                throw e;
            }
            // A registry can store a blob although its answer does not arrive in time.
            if (e instanceof ConnectionException && exists(repository, digest)) {
                return;
            }
            if (hasStatus(e, HTTP_BAD_METHOD)) {
                patchOnly.add(repository.host());
            }
            boolean isFirst = patched.add(repository.at(digest));
            if (!isFirst && e.isRetryable()) {
                throw e;
            }
            patchInstead(repository, e, digest, body);
        }
    }

    /** Whether the registry refused the PUT itself: the body and the credentials come from other requests. */
    private static boolean isAboutPut(HttpException problem) {
        boolean isRefused = problem instanceof StatusException found
                && !found.isRedirect()
                && !REFUSE_ANY_UPLOAD.contains(found.status());
        boolean isBroken = problem instanceof ConnectionException connection && connection.isAmbiguous();
        return (isRefused || isBroken) && problem.request().method().equals("PUT");
    }

    private static boolean hasStatus(HttpException problem, int status) {
        return problem instanceof StatusException found && found.status() == status;
    }

    private void patchInstead(Repository repository, HttpException refusal, Digest digest, HttpRequest.Body body)
            throws HttpException {
        try {
            patch(repository, begin(repository), digest, body);
            patchOnly.add(repository.host());
        } catch (HttpException e) {
            boolean isForPut = hasStatus(refusal, HTTP_BAD_METHOD) || hasStatus(refusal, HTTP_ENTITY_TOO_LARGE);
            throw isForPut ? e : refusal;
        }
    }

    /** Begins an upload. */
    Session begin(Repository repository) throws HttpException {
        try (HttpResponse response = client.send(start(repository), Scopes.push(repository))) {
            return session(response.expectSuccessOr())
                    .orElseThrow(() -> response.invalid("it does not say where the content goes"));
        }
    }

    /** Sends the rest of a blob, and ends its upload. */
    void put(Repository repository, URI address, Digest digest, HttpRequest.Body body) throws HttpException {
        HttpRequest request = client.request(
                        "PUT", repository, Uris.withParameter(address, "digest", digest.toString()))
                .withHeader(CONTENT_TYPE, OCTETS)
                .withBody(body)
                .withPace(HttpRequest.Pace.VERY_SLOW);
        try (HttpResponse response = client.send(request, Scopes.push(repository))) {
            response.expectSuccessOr();
        }
    }

    /** Whether a blob exists. If the registry refuses to say it, the upload itself succeeds or gives the reason. */
    boolean exists(Repository repository, Digest digest) throws HttpException {
        HttpRequest request = client.request("HEAD", repository, "/blobs/" + digest);
        try (HttpResponse response = client.send(request, Scopes.pull(repository))) {
            return response.isSuccess();
        }
    }

    /** Sends the whole content by one PATCH, as other clients do, and in parts if that is too large. */
    private void patch(Repository repository, Session first, Digest digest, HttpRequest.Body body)
            throws HttpException {
        Session session = first;
        StatusException refusal;
        try {
            put(repository, patch(repository, session.address(), body, Map.of()), digest, empty());
            return;
        } catch (StatusException e) {
            refusal = e;
        }
        for (int size : PART_SIZES) {
            if (refusal.status() != HTTP_ENTITY_TOO_LARGE || body.length() <= size) {
                continue;
            }
            session = begin(repository);
            Parts parts = new Parts(repository, session, Math.max(size, session.minPart()));
            try {
                put(repository, parts.send(body), digest, empty());
                return;
            } catch (StatusException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    /** A body without content, which ends an upload. */
    static HttpRequest.Body empty() {
        return HttpRequest.Body.of(new byte[0]);
    }

    /** Sends a part, and returns the address for the next one. */
    URI patch(Repository repository, URI address, HttpRequest.Body body, Map<String, String> headers)
            throws HttpException {
        HttpRequest request = client.request("PATCH", repository, address)
                .withHeader(CONTENT_TYPE, OCTETS)
                .withBody(body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        try (HttpResponse response = client.send(request, Scopes.push(repository))) {
            Optional<String> location = response.expectSuccessOr().header("Location");
            return location.isPresent() ? client.resolve(response, location.get()) : address;
        }
    }

    /** Sends what is written to it by PATCH, in parts of a size. */
    private final class Parts extends PartOutput {

        private final Repository repository;
        private URI address;
        private long sent;

        Parts(Repository repository, Session session, int size) {
            super(size);
            this.repository = repository;
            this.address = session.address();
        }

        /** Sends the whole content, and returns the address that ends the upload. */
        URI send(HttpRequest.Body body) throws HttpException {
            try {
                body.writeTo(this);
                handleRest();
            } catch (HttpException e) {
                throw e;
            } catch (IOException e) {
                throw new IllegalStateException("Only requests fail here.", e);
            }
            return address;
        }

        @Override
        protected byte[] handle(byte[] part, int length) throws HttpException {
            Map<String, String> range = Map.of("Content-Range", sent + "-" + (sent + length - 1));
            address = patch(repository, address, HttpRequest.Body.of(Arrays.copyOf(part, length)), range);
            sent += length;
            return part;
        }
    }
}
