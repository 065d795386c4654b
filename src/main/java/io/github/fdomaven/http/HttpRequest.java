package io.github.fdomaven.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An HTTP request.
 *
 * @param server the name of the server in messages: for a registry, the host of the image's reference
 * @param method the method, such as {@code GET}
 * @param uri the address
 * @param headers the headers
 * @param body the body
 * @param repeatable whether the request may be sent again although the server may have received it
 * @param redirected whether the server sent the request to another server, which gets no credentials
 * @param pace how long the server may work before it answers
 */
public record HttpRequest(
        String server,
        String method,
        URI uri,
        Map<String, String> headers,
        Optional<HttpRequest.Body> body,
        boolean repeatable,
        boolean redirected,
        HttpRequest.Pace pace) {

    private static final String AUTHORIZATION = "Authorization";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** A registry answers after it has stored and checked the content, which can take minutes. */
    private static final Set<String> WRITES = Set.of("PUT", "PATCH");

    /** How long a server may work before it answers. */
    public enum Pace {
        NORMAL,

        /** Minutes. */
        SLOW,

        /** Half an hour: a registry copies a layer of many GB to its storage. */
        VERY_SLOW
    }

    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** Checks a new header only, because each change of a request makes a copy of it. A line end could add another header. */
    private static void check(String name, String value) {
        if (!isHeaderValue(value)) {
            throw new IllegalArgumentException("The header '" + name + "' has a character that is not allowed.");
        }
    }

    private static boolean isHeaderValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** The body of a request. A body can be written several times, because a request can be sent again. */
    public interface Body {

        /** {@return the number of bytes} */
        long length();

        /** Writes the whole body. */
        void writeTo(OutputStream out) throws IOException;

        /** {@return a body of some bytes} */
        static Body of(byte[] bytes) {
            return new Body() {
                @Override
                public long length() {
                    return bytes.length;
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    out.write(bytes);
                }
            };
        }
    }

    /** {@return a repeatable request without headers and body} A PUT and a PATCH are slow. */
    public static HttpRequest of(String method, URI uri) {
        Pace pace = WRITES.contains(method) ? Pace.SLOW : Pace.NORMAL;
        return new HttpRequest(Uris.authority(uri), method, uri, Map.of(), Optional.empty(), true, false, pace);
    }

    /** {@return this request with another name of the server in messages} */
    public HttpRequest withServer(String name) {
        return new HttpRequest(name, method, uri, headers, body, repeatable, redirected, pace);
    }

    /** {@return this request with another address} */
    public HttpRequest withUri(URI address) {
        return new HttpRequest(server, method, address, headers, body, repeatable, redirected, pace);
    }

    /** {@return this request with a header} */
    public HttpRequest withHeader(String name, String value) {
        check(name, value);
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new HttpRequest(server, method, uri, all, body, repeatable, redirected, pace);
    }

    /** {@return this request with this Authorization header only, or without one} */
    public HttpRequest withAuthorization(Optional<String> authorization) {
        Map<String, String> all = new HashMap<>(headers);
        all.remove(AUTHORIZATION);
        authorization.ifPresent(value -> {
            check(AUTHORIZATION, value);
            all.put(AUTHORIZATION, value);
        });
        return new HttpRequest(server, method, uri, all, body, repeatable, redirected, pace);
    }

    /** {@return this request with a body} */
    public HttpRequest withBody(Body content) {
        return new HttpRequest(server, method, uri, headers, Optional.of(content), repeatable, redirected, pace);
    }

    /**
     * {@return this request with a form as its body}
     *
     * @param fields the fields, in the order in which they are sent
     */
    public HttpRequest withForm(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return withHeader(CONTENT_TYPE, FORM).withBody(Body.of(form.getBytes(StandardCharsets.US_ASCII)));
    }

    /** {@return whether the body is a form} Forms hold credentials. */
    public boolean hasForm() {
        return FORM.equals(headers.get(CONTENT_TYPE));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** {@return this request, which is not sent again if the server may have received it} */
    public HttpRequest notRepeatable() {
        return new HttpRequest(server, method, uri, headers, body, false, redirected, pace);
    }

    /** {@return this request with another pace of the server} */
    public HttpRequest withPace(Pace value) {
        return new HttpRequest(server, method, uri, headers, body, repeatable, redirected, value);
    }

    /** {@return the same request to an address that the server named} The Authorization header is for one origin only. */
    public HttpRequest redirectedTo(URI target) {
        return Uris.origin(target).equals(Uris.origin(uri))
                ? withUri(target)
                : new HttpRequest(server, method, target, headers, body, repeatable, true, pace)
                        .withAuthorization(Optional.empty());
    }

    /** Method and address, without the query: it can hold a signature. */
    @Override
    public String toString() {
        return method + " " + Uris.withoutSecrets(uri);
    }
}
