package io.github.fdomaven.it;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** An authority that vouches for engines and for those who speak to them, for a day. */
public final class TestAuthority {

    private static final int BITS = 2048;

    private final X500Principal name;
    private final KeyPair keys;

    /** One with a key of its own. */
    public TestAuthority(String name) throws GeneralSecurityException {
        this.name = new X500Principal("CN=" + name);
        this.keys = keys("EC");
    }

    /** A new pair of keys, of the kind RSA or EC. */
    public static KeyPair keys(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(kind.equals("RSA") ? BITS : BITS / 8);
        return generator.generateKeyPair();
    }

    /** Writes what to trust it by: {@code ca.pem}. */
    public void writeTo(Path directory) throws IOException, GeneralSecurityException {
        write(directory.resolve("ca.pem"), certificate(name, keys, false, List.of(), Instant.now()));
    }

    /** Writes a certificate for an engine of these hosts, and its key: {@code server-cert.pem}, {@code server-key.pem}. */
    public void writeServer(Path directory, String... hosts) throws IOException, GeneralSecurityException {
        writeServer(directory, Instant.now(), hosts);
    }

    /** The same, valid for a day from a time on. */
    public void writeServer(Path directory, Instant from, String... hosts)
            throws IOException, GeneralSecurityException {
        KeyPair own = keys("EC");
        write(
                directory.resolve("server-cert.pem"),
                certificate(new X500Principal("CN=server"), own, true, Arrays.asList(hosts), from));
        write(directory.resolve("server-key.pem"), own.getPrivate());
    }

    /** Writes a certificate for one who speaks to an engine, and its key: {@code cert.pem}, {@code key.pem}. */
    public void writeClient(Path directory, KeyPair own) throws IOException, GeneralSecurityException {
        write(
                directory.resolve("cert.pem"),
                certificate(new X500Principal("CN=client"), own, true, List.of(), Instant.now()));
        write(directory.resolve("key.pem"), own.getPrivate());
    }

    /** Writes anything that PEM can have. */
    public static void write(Path file, Object content) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(writer)) {
            pem.writeObject(content instanceof java.security.interfaces.ECPrivateKey key ? asOpenssl(key) : content);
        }
    }

    /** The form of openssl has the curve in it, which BouncyCastle leaves out of what Java gives it. */
    private static PemObject asOpenssl(java.security.interfaces.ECPrivateKey key) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        ECPrivateKey own = new ECPrivateKey(
                BITS / 8, key.getS(), info.getPrivateKeyAlgorithm().getParameters());
        return new PemObject("EC PRIVATE KEY", own.getEncoded());
    }

    private X509CertificateHolder certificate(
            X500Principal subject, KeyPair own, boolean isLeaf, List<String> hosts, Instant from)
            throws IOException, GeneralSecurityException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from.minus(Duration.ofHours(1))),
                Date.from(from.plus(Duration.ofDays(1))),
                subject,
                own.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(!isLeaf));
        if (isLeaf) {
            KeyPurposeId purpose = hosts.isEmpty() ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth;
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
        if (!hosts.isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
        }
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralNames names(List<String> hosts) throws IOException {
        GeneralName[] names = new GeneralName[hosts.size()];
        for (int i = 0; i < names.length; i++) {
            boolean isAddress = hosts.get(i).matches("[0-9.]+");
            names[i] = new GeneralName(
                    isAddress ? GeneralName.iPAddress : GeneralName.dNSName,
                    isAddress ? InetAddress.getByName(hosts.get(i)).getHostAddress() : hosts.get(i));
        }
        return new GeneralNames(names);
    }
}
