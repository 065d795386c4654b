package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** A file with certificates or a private key. BouncyCastle knows all forms that openssl writes keys in; Java knows one. */
final class PemFile {

    private final Path file;
    private final String origin;
    private final List<Object> entries;

    private PemFile(Path file, String origin, List<Object> entries) {
        this.file = file;
        this.origin = origin;
        this.entries = entries;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param origin who names it, for a message
     * @throws FixableException if it cannot be read
     */
    static PemFile read(Path file, String origin) {
        List<Object> entries = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                entries.add(entry);
            }
        } catch (NoSuchFileException e) {
            throw new FixableException(
                    "There is no " + file + ", which TLS with the engine needs: " + origin
                            + " names the directory. Put it there, or name another directory.",
                    e);
        } catch (IOException | RuntimeException e) {
            throw new FixableException(
                    "Could not read " + file + ", which " + origin + " names for TLS with the engine: " + e
                            + ". It must be readable, and be PEM.",
                    e);
        }
        return new PemFile(file, origin, entries);
    }

    /** {@return the certificates, at least one} */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof X509CertificateHolder certificate) {
                certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
            }
        }
        if (certificates.isEmpty()) {
            throw lacks("certificate", "BEGIN CERTIFICATE");
        }
        return certificates;
    }

    /** {@return the private key, the first if there are several} */
    PrivateKey privateKey() throws IOException {
        for (Object entry : entries) {
            if (entry instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
            if (entry instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().getPrivateKey(key);
            }
            if (entry instanceof PEMEncryptedKeyPair || entry instanceof PKCS8EncryptedPrivateKeyInfo) {
                throw new FixableException("The private key in " + file + ", which " + origin
                        + " names, is encrypted, and there is nobody to ask for its password. Decrypt it by"
                        + " 'openssl pkey -in " + file + " -out key.pem', in a directory that only you may read.");
            }
        }
        throw lacks("private key", "BEGIN PRIVATE KEY");
    }

    private FixableException lacks(String what, String beginning) {
        return new FixableException("There is no " + what + " in " + file + ", which " + origin
                + " names for TLS with the engine. It must be PEM, with a line '-----" + beginning
                + "-----' or alike.");
    }
}
