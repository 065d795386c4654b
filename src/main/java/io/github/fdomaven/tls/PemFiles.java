package io.github.fdomaven.tls;

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
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The PEM files for TLS with a server.
 *
 * @param origin the setting that names the files, for a message
 * @param server the server, for a message
 * @param authorities the certificates of the authorities that the server's certificate may come from
 * @param trustsJava whether these may also be the authorities that Java trusts
 * @param identities the client certificates, each with its key
 */
public record PemFiles(
        String origin, String server, List<Path> authorities, boolean trustsJava, Map<Path, Path> identities) {

    /** The password that a key store needs. The key store exists only in memory. */
    private static final char[] PASSWORD = {};

    /** The signature algorithm of a key algorithm. For other key algorithms both have the same name. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private static final byte[] PROBE = "Does the key fit the certificate?".getBytes(StandardCharsets.UTF_8);

    public PemFiles {
        authorities = List.copyOf(authorities);
        identities = Map.copyOf(identities);
    }

    /** {@return whether a file has only certificates that Java can read, and at least one} */
    public static boolean hasCertificates(Path file) {
        try {
            return !PemFile.read(file, "", "").certificates().isEmpty();
        } catch (GeneralSecurityException | FixableException e) {
            return false;
        }
    }

    /**
     * {@return a context that verifies the server}
     *
     * @throws FixableException if a file is missing or not valid, or if a key does not belong to its certificate
     */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new FixableException(
                    "Could not set up TLS with the files that " + origin + " names: " + e + ". Create the files again.",
                    e);
        }
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        if (authorities.isEmpty() && trustsJava) {
            return null;
        }
        return trustManagers(trusted());
    }

    /** The authorities that the server's certificate may come from. */
    KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (Path authority : authorities) {
            for (X509Certificate trusted : pem(authority).certificates()) {
                store.setCertificateEntry("authority-" + store.size(), trusted);
            }
        }
        if (trustsJava) {
            addTrustOfJava(store);
        }
        return store;
    }

    private static TrustManager[] trustManagers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Without a key store, Java uses the trust store of the system property, or its own. */
    private static void addTrustOfJava(KeyStore store) throws GeneralSecurityException {
        for (TrustManager manager : trustManagers((KeyStore) null)) {
            if (manager instanceof X509TrustManager certificates) {
                for (X509Certificate trusted : certificates.getAcceptedIssuers()) {
                    store.setCertificateEntry("java-" + store.size(), trusted);
                }
            }
        }
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        if (identities.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (Map.Entry<Path, Path> identity : identities.entrySet()) {
            add(identity.getKey(), identity.getValue(), store);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private void add(Path certificate, Path key, KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> chain = pem(certificate).certificates();
        PrivateKey privateKey = pem(key).privateKey();
        if (!isPair(chain.get(0), privateKey)) {
            throw new FixableException("The private key in " + key + " does not belong to the certificate in "
                    + certificate + ", which " + origin + " names. Take both files from the same place.");
        }
        store.setKeyEntry("identity-" + store.size(), privateKey, PASSWORD, chain.toArray(Certificate[]::new));
    }

    /** Whether the certificate verifies what the key signs. */
    private static boolean isPair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        if (!algorithm.equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(algorithm, algorithm));
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signatureBytes = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        try {
            return signature.verify(signatureBytes);
        } catch (SignatureException e) {
            // The signature has another length.
            return false;
        }
    }

    private PemFile pem(Path file) {
        return PemFile.read(file, origin, server);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, PASSWORD);
        return store;
    }
}
