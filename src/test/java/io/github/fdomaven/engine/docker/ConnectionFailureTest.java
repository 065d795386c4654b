package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

class ConnectionFailureTest {

    private static void assertReason(Throwable failure, String reason) {
        assertThat(ConnectionFailure.reason(new RuntimeException("around it", failure)))
                .isEqualTo(reason);
    }

    private static Throwable handshake(Throwable cause) {
        return new SSLHandshakeException("around it").initCause(cause);
    }

    @Test
    void isInTheWordsOfWhatBroke() {
        assertReason(new IOException("Connection refused"), "Connection refused");
    }

    @Test
    void tellsACertificateForAnotherHost() {
        assertReason(
                new SSLPeerUnverifiedException("Certificate for <docker> doesn't match"),
                "its certificate is for another host: Certificate for <docker> doesn't match. Name it by a host of its"
                        + " certificate, or give it a certificate for this host");
    }

    @Test
    void tellsACertificateThatIsTooOldFromOneOfAnUnknownAuthority() {
        assertReason(
                handshake(new CertPathBuilderException(new CertificateExpiredException("NotAfter: yesterday"))),
                "its certificate is not valid now: NotAfter: yesterday. Give it a new one, or set the clock");
        assertReason(
                handshake(new CertPathBuilderException("unable to find a path")),
                "its certificate comes from an authority that ca.pem does not have: unable to find a path. Take ca.pem from"
                        + " where the engine's certificate was made");
    }

    @Test
    void tellsThatOurCertificateIsRefused() {
        for (String alert : new String[] {"bad_certificate", "certificate_required", "unknown_ca"}) {
            assertReason(
                    new SSLHandshakeException("Received fatal alert: " + alert),
                    "it does not accept our certificate, or wants one: Received fatal alert: " + alert
                            + ". Take cert.pem and key.pem from where the engine's ca.pem was made");
        }
    }

    @Test
    void tellsWhoSpeaksNoTls() {
        assertReason(
                new SSLException("Unsupported or unrecognized SSL message"),
                "it does not speak TLS: Unsupported or unrecognized SSL message. Unset DOCKER_TLS_VERIFY, or let it listen with"
                        + " --tlsverify");
        assertReason(new SSLException("something else"), "TLS with it failed: something else");
    }
}
