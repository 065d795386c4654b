package io.github.fdomaven.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

/** A certificate authority for the tests. Its certificates are valid for a day. It writes DER itself, because Java only reads it. */
public final class TestAuthority {

    private static final int BITS = 2048;

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    /** The tag of an optional field is this and the field's number. */
    private static final int OPTIONAL = 0xa0;

    private static final byte[] SHA256_WITH_RSA = hex("06092a864886f70d01010b0500");
    private static final byte[] SHA256_WITH_ECDSA = hex("06082a8648ce3d040302");
    private static final byte[] CURVE_P256 = hex("06082a8648ce3d030107");
    private static final byte[] BASIC_CONSTRAINTS = hex("0603551d13");
    private static final byte[] ALTERNATIVE_NAMES = hex("0603551d11");
    private static final byte[] KEY_USAGE = hex("0603551d25");
    private static final byte[] SERVER_AUTH = hex("06082b06010505070301");
    private static final byte[] CLIENT_AUTH = hex("06082b06010505070302");
    private static final byte[] TRUE = hex("0101ff");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

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
        this.certificate = certificate(this.name, keys, false, List.of(), Instant.now());
    }

    /** {@return a context of TLS with a certificate for a host; it trusts no other certificates} */
    public static SSLContext sslContext(String host) throws IOException, GeneralSecurityException {
        TestAuthority authority = new TestAuthority("authority of " + host);
        KeyPair own = keys("EC");
        X500Principal subject = new X500Principal("CN=" + host);
        byte[] leaf = authority.certificate(subject, own, true, List.of(host), Instant.now());
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
    public void writeTo(Path directory) throws IOException {
        write(directory.resolve("ca.pem"), "CERTIFICATE", certificate);
    }

    /** Writes the certificate and the key of a server: {@code server-cert.pem}, {@code server-key.pem}. */
    public void writeServer(Path directory, String... hosts) throws IOException, GeneralSecurityException {
        writeServer(directory, Instant.now(), hosts);
    }

    /** Writes the certificate and the key of a server. The certificate is valid for a day from a time on. */
    public void writeServer(Path directory, Instant from, String... hosts)
            throws IOException, GeneralSecurityException {
        KeyPair own = keys("EC");
        byte[] server = certificate(new X500Principal("CN=server"), own, true, Arrays.asList(hosts), from);
        write(directory.resolve("server-cert.pem"), "CERTIFICATE", server);
        write(directory.resolve("server-key.pem"), own.getPrivate());
    }

    /** Writes the certificate and the key of a client: {@code cert.pem}, {@code key.pem}. */
    public void writeClient(Path directory, KeyPair own) throws IOException, GeneralSecurityException {
        byte[] client = certificate(new X500Principal("CN=client"), own, true, List.of(), Instant.now());
        write(directory.resolve("cert.pem"), "CERTIFICATE", client);
        write(directory.resolve("key.pem"), own.getPrivate());
    }

    /** Writes a PEM file with a key, in the traditional format of openssl. */
    public static void write(Path file, PrivateKey key) throws IOException {
        if (key instanceof ECPrivateKey ec) {
            byte[] secret = hex("%064x".formatted(ec.getS()));
            byte[] curve = element(OPTIONAL, CURVE_P256);
            write(file, "EC PRIVATE KEY", element(SEQUENCE, integer(1), element(OCTET_STRING, secret), curve));
        } else {
            RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
            byte[][] numbers = Stream.of(
                            BigInteger.ZERO,
                            rsa.getModulus(),
                            rsa.getPublicExponent(),
                            rsa.getPrivateExponent(),
                            rsa.getPrimeP(),
                            rsa.getPrimeQ(),
                            rsa.getPrimeExponentP(),
                            rsa.getPrimeExponentQ(),
                            rsa.getCrtCoefficient())
                    .map(number -> element(INTEGER, number.toByteArray()))
                    .toArray(byte[][]::new);
            write(file, "RSA PRIVATE KEY", element(SEQUENCE, numbers));
        }
    }

    private static void write(Path file, String label, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    private byte[] certificate(X500Principal subject, KeyPair own, boolean isLeaf, List<String> hosts, Instant from)
            throws IOException {
        byte[] extensions = extension(BASIC_CONSTRAINTS, TRUE, isLeaf ? new byte[0] : TRUE);
        if (isLeaf) {
            extensions = join(extensions, extension(KEY_USAGE, hosts.isEmpty() ? CLIENT_AUTH : SERVER_AUTH));
        }
        if (!hosts.isEmpty()) {
            extensions = join(extensions, extension(ALTERNATIVE_NAMES, names(hosts)));
        }
        byte[] algorithm = element(SEQUENCE, signatureAlgorithm.endsWith("RSA") ? SHA256_WITH_RSA : SHA256_WITH_ECDSA);
        byte[] content = element(
                SEQUENCE,
                element(OPTIONAL, integer(2)),
                element(INTEGER, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                algorithm,
                name.getEncoded(),
                element(SEQUENCE, time(from.minus(Duration.ofHours(1))), time(from.plus(Duration.ofDays(1)))),
                subject.getEncoded(),
                own.getPublic().getEncoded(),
                element(OPTIONAL + 3, element(SEQUENCE, extensions)));
        return element(SEQUENCE, content, algorithm, element(BIT_STRING, new byte[1], sign(content)));
    }

    private static byte[] names(List<String> hosts) throws IOException {
        byte[] names = {};
        for (String host : hosts) {
            byte[] name = host.matches("[0-9.]+")
                    ? element(IP_ADDRESS, InetAddress.getByName(host).getAddress())
                    : element(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
            names = join(names, name);
        }
        return names;
    }

    private static byte[] extension(byte[] name, byte[] value) {
        return extension(name, new byte[0], value);
    }

    private static byte[] extension(byte[] name, byte[] critical, byte[] value) {
        return element(SEQUENCE, name, critical, element(OCTET_STRING, element(SEQUENCE, value)));
    }

    private static byte[] time(Instant time) {
        return element(UTC_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] integer(int value) {
        return element(INTEGER, new byte[] {(byte) value});
    }

    private static byte[] element(int tag, byte[]... parts) {
        byte[] content = join(parts);
        byte[] length = {(byte) content.length};
        if (content.length >= 0x100) {
            length = new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        } else if (content.length >= 0x80) {
            length = new byte[] {(byte) 0x81, (byte) content.length};
        }
        return join(new byte[] {(byte) tag}, length, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
