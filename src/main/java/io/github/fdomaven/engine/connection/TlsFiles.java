package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/**
 * The PEM files for TLS, with the names that Docker gives them.
 *
 * @param origin the setting that names the files, for a message
 * @param authority the certificates of the authorities that the engine's certificate may come from; without them, those
 *     that Java trusts
 */
record TlsFiles(String origin, Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {

    /** The password that a key store needs. The key store exists only in memory. */
    private static final char[] PASSWORD = {};

    /** The signature algorithm of a key algorithm. For other key algorithms both have the same name. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private static final byte[] PROBE = "Does the key fit the certificate?".getBytes(StandardCharsets.UTF_8);

    /** TLS with the authorities that Java trusts, without a client certificate. */
    static final TlsFiles NONE = new TlsFiles("https", Optional.empty(), Optional.empty(), Optional.empty());

    /** For Docker's variables: the authority must exist, a client certificate is optional. */
    static TlsFiles ofVariable(String variable, Path directory) {
        return new TlsFiles(
                variable,
                Optional.of(directory.resolve("ca.pem")),
                existing(directory, "cert.pem"),
                existing(directory, "key.pem"));
    }

    /** For a Docker context: all files are optional. */
    static TlsFiles ofContext(String context, Path directory) {
        return new TlsFiles(
                context,
                existing(directory, "ca.pem"),
                existing(directory, "cert.pem"),
                existing(directory, "key.pem"));
    }

    private static Optional<Path> existing(Path directory, String name) {
        return Optional.of(directory.resolve(name)).filter(Files::exists);
    }

    boolean isEmpty() {
        return authority.isEmpty() && certificate.isEmpty() && key.isEmpty();
    }

    /**
     * Returns a context that verifies the engine.
     *
     * @throws FixableException if a file is missing or not valid, or if the key does not belong to the certificate
     */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(), trust(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new FixableException(
                    "Could not set up TLS with the files that " + origin + " names: " + e + ". Create the files again.",
                    e);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        if (authority.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (X509Certificate trusted : pem(authority.get()).certificates()) {
            store.setCertificateEntry("authority-" + store.size(), trusted);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] identity() throws GeneralSecurityException, IOException {
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new FixableException(certificate.or(() -> key).get() + " exists without "
                    + (key.isEmpty() ? "key.pem" : "cert.pem") + " in the directory that " + origin
                    + " names. A certificate needs its key. Add the missing file, or remove the other.");
        }
        List<X509Certificate> chain = pem(certificate.get()).certificates();
        PrivateKey privateKey = pem(key.get()).privateKey();
        if (!isPair(chain.get(0), privateKey)) {
            throw new FixableException("The private key in " + key.get() + " does not belong to the certificate in "
                    + certificate.get() + ", which " + origin
                    + " names. Take both files from the same place.");
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("identity", privateKey, PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
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
        return PemFile.read(file, origin);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, PASSWORD);
        return store;
    }
}
