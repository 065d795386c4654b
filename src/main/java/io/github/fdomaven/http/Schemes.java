package io.github.fdomaven.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The scheme of each server: https, except for a host that may be reached without TLS. The first request to such a host is
 * plain HTTP. If the server does not answer it as an HTTP server, it is sent once more with TLS. The scheme that works is kept.
 * A server that answers with TLS gets no plain HTTP any more. Thread-safe.
 */
public final class Schemes {

    private static final String TLS = "https";
    private static final int BAD_REQUEST = 400;

    /** What servers with TLS answer to plain HTTP: those in Go, nginx, Apache and Tomcat. */
    private static final Pattern DEMANDS_TLS =
            Pattern.compile("(?i)\\b(https (server|port)|ssl-enabled|requires tls)\\b");

    private final PlainHttp plainHttp;
    private final Redirects redirects;

    /** The schemes of the servers that have answered, by host and port. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Creates the schemes of servers that have not answered yet. */
    public Schemes(PlainHttp plainHttp, Redirects redirects) {
        this.plainHttp = plainHttp;
        this.redirects = redirects;
    }

    /** {@return the scheme of a server, given by its host, with its port if it has one} */
    public String of(String host) {
        String scheme = known.get(key(host));
        return scheme != null ? scheme : plainHttp.allows(host) ? PlainHttp.SCHEME : TLS;
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    /** {@return a request in the scheme of its server} The request may have been made before the scheme was known. */
    public HttpRequest applied(HttpRequest request) {
        boolean isOutdated =
                PlainHttp.isPlain(request.uri()) && TLS.equals(known.get(key(Uris.authority(request.uri()))));
        return isOutdated ? secured(request) : request;
    }

    /** Sends a request in the scheme of its server, and returns the response after all redirects. */
    public HttpResponse send(HttpRequest request) throws HttpException {
        String host = key(Uris.authority(request.uri()));
        return PlainHttp.isPlain(request.uri()) && !known.containsKey(host)
                ? sendFirst(request, host)
                : redirects.send(applied(request));
    }

    private HttpResponse sendFirst(HttpRequest request, String host) throws HttpException {
        HttpResponse plain;
        try {
            plain = redirects.send(request);
        } catch (ConnectionException e) {
            if (!e.isBroken() || !isSameServer(e.request(), request)) {
                throw e;
            }
            Optional<HttpResponse> secure = sendSecured(request, host, false);
            if (secure.isEmpty()) {
                throw e;
            }
            return secure.get();
        }
        boolean isRedirectedToTls = Uris.authority(plain.request().uri()).equalsIgnoreCase(host)
                && !PlainHttp.isPlain(plain.request().uri());
        if (isRedirectedToTls) {
            // Without the credentials of the request, which a redirect to another origin does not get.
            plain.close();
            known.put(host, TLS);
            return redirects.send(secured(request));
        }
        boolean isRefused = plain.status() == BAD_REQUEST && isSameServer(plain.request(), request);
        if (isRefused && request.method().equals("HEAD")) {
            // The next request gets the reason.
            return plain;
        }
        Optional<HttpResponse> secure =
                isRefused && DEMANDS_TLS.matcher(plain.errorText()).find()
                        ? sendSecured(request, host, true)
                        : Optional.empty();
        if (secure.isPresent()) {
            plain.close();
            return secure.get();
        }
        known.putIfAbsent(host, PlainHttp.SCHEME);
        return plain;
    }

    /**
     * Sends a request with TLS, and returns the response; empty if the server does not answer with TLS.
     *
     * @param isDemanded whether the server demands TLS, so that its failure is the reason
     */
    private Optional<HttpResponse> sendSecured(HttpRequest request, String host, boolean isDemanded)
            throws HttpException {
        try {
            HttpResponse response = redirects.send(secured(request));
            known.put(host, TLS);
            return Optional.of(response);
        } catch (ConnectionException e) {
            if (isDemanded || e.isAnsweredWithTls()) {
                known.put(host, TLS);
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean isSameServer(HttpRequest one, HttpRequest other) {
        return Uris.origin(one.uri()).equals(Uris.origin(other.uri()));
    }

    private static HttpRequest secured(HttpRequest request) {
        return request.withUri(Uris.withScheme(request.uri(), TLS));
    }
}
