package io.github.fdomaven.engine.docker;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Describes why a connection failed, with advice for TLS. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static String reason(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        Throwable root = causes.get(causes.size() - 1);
        String message = EngineErrors.message(root);
        if (has(causes, SSLPeerUnverifiedException.class)) {
            return "its certificate is for another host: " + message
                    + ". Use a host name of its certificate, or create a certificate for this host";
        }
        if (has(causes, CertificateExpiredException.class) || has(causes, CertificateNotYetValidException.class)) {
            return "its certificate is not valid now: " + message + ". Renew it, or correct the clock";
        }
        if (has(causes, CertPathBuilderException.class)) {
            return "its certificate comes from an authority that ca.pem does not have: " + message
                    + ". Use the ca.pem that the engine's certificate was created with";
        }
        if (has(causes, SSLException.class)) {
            return tls(message);
        }
        return message;
    }

    private static String tls(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("certificate") || lower.contains("unknown_ca")) {
            return "it does not accept the client certificate, or requires one: " + message
                    + ". Use a cert.pem and key.pem that were created with the engine's ca.pem";
        }
        if (lower.contains("unrecognized ssl message") || lower.contains("plaintext")) {
            return "it does not use TLS: " + message + ". Unset DOCKER_TLS_VERIFY, or start it with --tlsverify";
        }
        return "TLS failed: " + message;
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }
}
