package io.github.fdomaven.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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

/** A certificate authority for the tests. Its certificates are valid for a day. */
public final class TestAuthority {

    private static final int BITS = 2048;

    private final X500Principal name;
    private final KeyPair keys;
    private final String signatureAlgorithm;
    private final byte[] certificate;

    /** Creates an authority with an EC key. */
    public TestAuthority(String name) throws IOException, GeneralSecurityException {
        this(name, "EC");
    }

    /** Creates an authority with a key of the kind RSA or EC. */
    TestAuthority(String name, String kind) throws IOException, GeneralSecurityException {
        this.name = new X500Principal("CN=" + name);
        this.keys = keys(kind);
        this.signatureAlgorithm = kind.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        this.certificate =
                certificate(this.name, keys, false, List.of(), Instant.now()).getEncoded();
    }

    /** {@return a context of TLS with a certificate for a host; it trusts no other certificates} */
    public static SSLContext sslContext(String host) throws IOException, GeneralSecurityException {
        TestAuthority authority = new TestAuthority("authority of " + host);
        KeyPair own = keys("EC");
        X500Principal subject = new X500Principal("CN=" + host);
        byte[] leaf = authority
                .certificate(subject, own, true, List.of(host), Instant.now())
                .getEncoded();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = "changeit".toCharArray();
        store.setKeyEntry("host", own.getPrivate(), password, new Certificate[] {parse(leaf)});
        store.setCertificateEntry("authority", parse(authority.certificate));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store, password);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static Certificate parse(byte[] certificate) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    /** {@return the certificate of this authority} */
    byte[] certificate() {
        return certificate.clone();
    }

    /** {@return a signature of this authority} */
    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm);
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a new pair of keys of the kind RSA or EC} */
    public static KeyPair keys(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(kind.equals("RSA") ? BITS : BITS / 8);
        return generator.generateKeyPair();
    }

    /** Writes the certificate of this authority: {@code ca.pem}. */
    public void writeTo(Path directory) throws IOException, GeneralSecurityException {
        write(directory.resolve("ca.pem"), parse(certificate));
    }

    /** Writes the certificate and the key of a server: {@code server-cert.pem}, {@code server-key.pem}. */
    public void writeServer(Path directory, String... hosts) throws IOException, GeneralSecurityException {
        writeServer(directory, Instant.now(), hosts);
    }

    /** Writes the certificate and the key of a server. The certificate is valid for a day from a time on. */
    public void writeServer(Path directory, Instant from, String... hosts)
            throws IOException, GeneralSecurityException {
        KeyPair own = keys("EC");
        write(
                directory.resolve("server-cert.pem"),
                certificate(new X500Principal("CN=server"), own, true, Arrays.asList(hosts), from));
        write(directory.resolve("server-key.pem"), own.getPrivate());
    }

    /** Writes the certificate and the key of a client: {@code cert.pem}, {@code key.pem}. */
    public void writeClient(Path directory, KeyPair own) throws IOException, GeneralSecurityException {
        write(
                directory.resolve("cert.pem"),
                certificate(new X500Principal("CN=client"), own, true, List.of(), Instant.now()));
        write(directory.resolve("key.pem"), own.getPrivate());
    }

    /** Writes a PEM file with a key or a certificate. */
    public static void write(Path file, Object content) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(writer)) {
            pem.writeObject(content instanceof java.security.interfaces.ECPrivateKey key ? asOpenssl(key) : content);
        }
    }

    /** {@return a key in the format of openssl, with the curve; BouncyCastle omits it for keys of the JDK} */
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
            return builder.build(new JcaContentSignerBuilder(signatureAlgorithm).build(keys.getPrivate()));
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
