package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes what Java speaks TLS with out of the files that Docker keeps it in. */
final class TlsMaterial {

    /** Never leaves this process: a key store wants one. */
    private static final char[] PASSWORD = {};

    /** By what the keys of a kind sign; the others have one way only, which has their own name. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private static final byte[] PROBE = "Does the key fit the certificate?".getBytes(StandardCharsets.UTF_8);

    private final TlsFiles files;

    private TlsMaterial(TlsFiles files) {
        this.files = files;
    }

    /**
     * Reads the files.
     *
     * @param files where they are
     * @return the context; it verifies the engine
     * @throws FixableException if one is missing or is not what it should be, or if the certificate is not that of the key
     */
    static SSLContext context(TlsFiles files) {
        TlsMaterial material = new TlsMaterial(files);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(material.identity(), material.trust(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new FixableException(
                    "Could not speak TLS by what " + files.origin() + " names: " + e + ". Make it anew.", e);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        if (files.authority().isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (X509Certificate authority : pem(files.authority().get()).certificates()) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] identity() throws GeneralSecurityException, IOException {
        Optional<Path> certificate = files.certificate();
        Optional<Path> key = files.key();
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new FixableException("There is " + certificate.or(() -> key).get() + ", but no "
                    + (key.isEmpty() ? "key.pem" : "cert.pem") + " beside it, as " + files.origin()
                    + " names them: a certificate and its key go together. Add it, or remove the other.");
        }
        List<X509Certificate> chain = pem(certificate.get()).certificates();
        PrivateKey secret = pem(key.get()).privateKey();
        if (!isPair(chain.get(0), secret)) {
            throw new FixableException("The private key in " + key.get() + " is not that of the certificate in "
                    + certificate.get() + ", as " + files.origin() + " names them. Take both from the same place.");
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("identity", secret, PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    /** Whether what the one signs is what the other verifies. */
    private static boolean isPair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String kind = certificate.getPublicKey().getAlgorithm();
        if (!kind.equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(kind, kind));
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        try {
            return signature.verify(signed);
        } catch (SignatureException e) {
            // A signature of another length.
            return false;
        }
    }

    private PemFile pem(Path file) {
        return PemFile.read(file, files.origin());
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, PASSWORD);
        return store;
    }
}
