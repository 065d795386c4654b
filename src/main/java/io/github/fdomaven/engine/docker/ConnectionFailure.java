package io.github.fdomaven.engine.docker;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why a connection did not come about, and for TLS what to do. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static String reason(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        Throwable root = causes.get(causes.size() - 1);
        String words = EngineErrors.words(root);
        if (has(causes, SSLPeerUnverifiedException.class)) {
            return "its certificate is for another host: " + words
                    + ". Name it by a host of its certificate, or give it a certificate for this host";
        }
        if (has(causes, CertificateExpiredException.class) || has(causes, CertificateNotYetValidException.class)) {
            return "its certificate is not valid now: " + words + ". Give it a new one, or set the clock";
        }
        if (has(causes, CertPathBuilderException.class)) {
            return "its certificate comes from an authority that ca.pem does not have: " + words
                    + ". Take ca.pem from where the engine's certificate was made";
        }
        if (has(causes, SSLException.class)) {
            return tls(words);
        }
        return words;
    }

    private static String tls(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("certificate") || lower.contains("unknown_ca")) {
            return "it does not accept our certificate, or wants one: " + words
                    + ". Take cert.pem and key.pem from where the engine's ca.pem was made";
        }
        if (lower.contains("unrecognized ssl message") || lower.contains("plaintext")) {
            return "it does not speak TLS: " + words + ". Unset DOCKER_TLS_VERIFY, or let it listen with --tlsverify";
        }
        return "TLS with it failed: " + words;
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }
}
