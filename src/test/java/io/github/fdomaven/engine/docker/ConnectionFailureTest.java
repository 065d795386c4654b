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
    void reportsTheRootCause() {
        assertReason(new IOException("Connection refused"), "Connection refused");
    }

    @Test
    void recognizesACertificateForAnotherHost() {
        assertReason(
                new SSLPeerUnverifiedException("Certificate for <docker> doesn't match"),
                "its certificate is for another host: Certificate for <docker> doesn't match. Use a host name of its"
                        + " certificate, or create a certificate for this host");
    }

    @Test
    void distinguishesAnExpiredCertificateAndAnUnknownAuthority() {
        assertReason(
                handshake(new CertPathBuilderException(new CertificateExpiredException("NotAfter: yesterday"))),
                "its certificate is not valid now: NotAfter: yesterday. Renew it, or correct the clock");
        assertReason(
                handshake(new CertPathBuilderException("unable to find a path")),
                "its certificate comes from an authority that ca.pem does not have: unable to find a path. Use the"
                        + " ca.pem that the engine's certificate was created with");
    }

    @Test
    void recognizesThatOurCertificateIsRejected() {
        for (String alert : new String[] {"bad_certificate", "certificate_required", "unknown_ca"}) {
            assertReason(
                    new SSLHandshakeException("Received fatal alert: " + alert),
                    "it does not accept the client certificate, or requires one: Received fatal alert: " + alert
                            + ". Use a cert.pem and key.pem that were created with the engine's ca.pem");
        }
    }

    @Test
    void recognizesAnEngineWithoutTls() {
        assertReason(
                new SSLException("Unsupported or unrecognized SSL message"),
                "it does not use TLS: Unsupported or unrecognized SSL message. Unset DOCKER_TLS_VERIFY, or start it with"
                        + " --tlsverify");
        assertReason(new SSLException("something else"), "TLS failed: something else");
    }
}
