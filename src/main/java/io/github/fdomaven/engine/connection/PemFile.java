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

/** A file with certificates or a private key. BouncyCastle reads all forms of keys that openssl writes; Java reads one form. */
final class PemFile {

    private final Path file;
    private final String origin;
    private final List<Object> entries;

    private PemFile(Path file, String origin, List<Object> entries) {
        this.file = file;
        this.origin = origin;
        this.entries = entries;
    }

    /** Reads a file. The origin is the setting that names the file, for a message. */
    static PemFile read(Path file, String origin) {
        List<Object> entries = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                entries.add(entry);
            }
        } catch (NoSuchFileException e) {
            throw new FixableException(
                    "TLS with the engine needs " + file + ", which does not exist. " + origin
                            + " names the directory. Put the file there, or name another directory.",
                    e);
        } catch (IOException | RuntimeException e) {
            throw new FixableException(
                    "Could not read " + file + ", which " + origin + " names for TLS with the engine: " + e
                            + ". It must be a readable file in PEM format.",
                    e);
        }
        return new PemFile(file, origin, entries);
    }

    /** Returns the certificates, at least one. */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof X509CertificateHolder certificate) {
                certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
            }
        }
        if (certificates.isEmpty()) {
            throw missing("certificate", "BEGIN CERTIFICATE");
        }
        return certificates;
    }

    /** Returns the first private key. */
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
                        + " names, is encrypted, and Maven cannot ask for its password. Decrypt the key by"
                        + " 'openssl pkey -in " + file + " -out key.pem', in a directory that only you can read.");
            }
        }
        throw missing("private key", "BEGIN PRIVATE KEY");
    }

    private FixableException missing(String what, String header) {
        return new FixableException(file + ", which " + origin + " names for TLS with the engine, contains no " + what
                + ". It must be a file in PEM format, with a line such as '-----" + header + "-----'.");
    }
}
