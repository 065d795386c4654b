package io.github.fdomaven.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** A connection that could not be made, or that broke. */
public final class ConnectionException extends HttpException {

    private static final long serialVersionUID = 1L;

    /** The alerts of servers that demand a client certificate, or another one. Some send only the general one. */
    private static final Pattern CERTIFICATE_ALERT =
            Pattern.compile("fatal alert: (\\w*certificate\\w*|unknown_ca|access_denied|handshake_failure)");

    private final transient Optional<HttpProxy> proxy;
    private final boolean connected;

    private ConnectionException(HttpRequest request, IOException cause, Optional<HttpProxy> proxy, boolean connected) {
        super(
                request,
                proxy.map(way -> "through the proxy " + way + ": ").orElse("")
                        + problem(request, cause, proxy, connected),
                cause);
        this.proxy = proxy;
        this.connected = connected;
    }

    static ConnectionException beforeSending(HttpRequest request, IOException cause, Optional<HttpProxy> proxy) {
        return new ConnectionException(request, cause, proxy, false);
    }

    static ConnectionException afterConnecting(HttpRequest request, IOException cause, Optional<HttpProxy> proxy) {
        return new ConnectionException(request, cause, proxy, true);
    }

    /** {@return the failure of a response whose connection breaks} */
    public static ConnectionException whileReading(HttpRequest request, IOException cause) {
        return new ConnectionException(request, cause, Optional.empty(), true);
    }

    private static String problem(
            HttpRequest request, IOException cause, Optional<HttpProxy> proxy, boolean connected) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof UnknownHostException) {
            return "unknown host " + proxy.map(HttpProxy::host).orElseGet(() -> Uris.host(request.uri()));
        }
        if (cause instanceof SocketTimeoutException) {
            return (connected ? "no answer" : "no connection") + " within the time limit";
        }
        if (cause instanceof TransferLimit.ExceededException || cause instanceof ProtocolException) {
            return reason;
        }
        if (isTls(cause)) {
            return "no TLS connection: " + (isOfJava(cause) ? unusable(cause) : reason);
        }
        boolean refused = cause instanceof ConnectException || !connected;
        return (refused ? "no connection: " : "the connection broke: ") + reason;
    }

    private static boolean isTls(Throwable cause) {
        return cause instanceof SSLException || isOfJava(cause);
    }

    /** Whether Java cannot read its own certificates or keys. */
    private static boolean isOfJava(Throwable cause) {
        return !(cause instanceof SSLException) && cause.getCause() instanceof GeneralSecurityException;
    }

    /** Java reads its key stores for the first connection, and names the reason of a failure last, if at all. */
    private static String unusable(Throwable cause) {
        Throwable reason = cause;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return "Java cannot read its certificates: "
                + Objects.requireNonNullElse(reason.getMessage(), "a key store does not exist");
    }

    /** {@return the proxy through which the server was to be reached} */
    public Optional<HttpProxy> proxy() {
        return proxy;
    }

    /** {@return the status with which the proxy refused to connect to the server} */
    public Optional<Integer> proxyStatus() {
        return getCause() instanceof Tunnel.RefusedException refused ? Optional.of(refused.status()) : Optional.empty();
    }

    /** {@return whether TLS failed, for example because of a certificate} */
    public boolean isTls() {
        return isTls(getCause());
    }

    /** {@return what the user can do if Java cannot read its own certificates or keys} */
    public Optional<String> adviceOnJava() {
        return Optional.of("Check javax.net.ssl.keyStore, javax.net.ssl.trustStore and their passwords in MAVEN_OPTS.")
                .filter(advice -> isOfJava(getCause()));
    }

    /** {@return whether the server answers with TLS, and Java does not trust it} */
    public boolean isUntrusted() {
        return getCause() instanceof SSLException && getCause().getCause() instanceof GeneralSecurityException;
    }

    /** {@return whether the server may have refused TLS because it demands a client certificate} */
    public boolean isCertificateDemanded() {
        return getCause() instanceof SSLException tls
                && CERTIFICATE_ALERT.matcher(String.valueOf(tls.getMessage())).find();
    }

    /** {@return whether the server closed the connection during the TLS handshake, without a reason} */
    public boolean isBrokenHandshake() {
        return getCause() instanceof SSLException tls && tls.getCause() instanceof IOException;
    }

    /** Whether the server answered with TLS, and the connection failed all the same. */
    boolean isAnsweredWithTls() {
        return isUntrusted()
                || isTls() && String.valueOf(getCause().getMessage()).contains("fatal alert: ")
                || getCause() instanceof SSLHandshakeException && !isBrokenHandshake();
    }

    /** {@return whether the server answered and its answer is not HTTP} */
    public boolean isNotHttp() {
        return getCause() instanceof ProtocolException;
    }

    /** Whether the connection was made and then broke, or the answer is not HTTP. */
    boolean isBroken() {
        return connected && !isUnreachable();
    }

    /** {@return whether the server accepted the connection, and its answer came too late} */
    public boolean isLate() {
        return connected
                && (getCause() instanceof SocketTimeoutException
                        || getCause() instanceof TransferLimit.ExceededException);
    }

    /** {@return whether the name of the server or of the proxy is unknown} */
    public boolean isUnknownHost() {
        return getCause() instanceof UnknownHostException;
    }

    /**
     * {@return whether the server, or the proxy before it, could not be reached} A server that accepts a connection and sends no
     * answer may answer another request.
     */
    public boolean isUnreachable() {
        return !connected
                && !isTls()
                && !(getCause() instanceof ProtocolException)
                && proxyStatus().isEmpty();
    }

    @Override
    public boolean isRetryable() {
        return proxyStatus().map(StatusException.RETRYABLE::contains).orElseGet(this::isTemporary);
    }

    /**
     * A bad certificate, a server without TLS, and an answer that is not HTTP are permanent. A handshake that was interrupted may
     * succeed later.
     */
    private boolean isTemporary() {
        boolean isBroken = !isTls() || getCause().getCause() instanceof IOException;
        return isBroken && !(getCause() instanceof ProtocolException);
    }

    @Override
    public boolean isAmbiguous() {
        // A server reads no request over a connection whose certificate it does not accept.
        return connected && !isCertificateDemanded();
    }
}
