package io.github.fdomaven.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads private keys in the formats of openssl. Java reads PKCS#8 only. The older formats of RSA keys (PKCS#1) and EC keys (SEC
 * 1) are parts of PKCS#8, in DER encoding.
 */
final class PrivateKeyFormat {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    /** The first optional field of a SEC 1 key: its curve. */
    private static final int CURVE = 0xa0;

    /** The longest length that is encoded in one byte. */
    private static final int SHORT_LENGTH = 0x7f;

    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("06092a864886f70d0101010500");
    private static final byte[] EC_ALGORITHM = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PrivateKeyFormat() {}

    /**
     * Reads a key.
     *
     * @param label the label of the PEM block
     * @param curve the content of the EC PARAMETERS block before a SEC 1 key, which need not repeat its curve; may be empty
     */
    static PrivateKey parse(String label, byte[] key, byte[] curve) throws GeneralSecurityException {
        return switch (label) {
            case "PRIVATE KEY" -> parsePkcs8(key);
            case "RSA PRIVATE KEY" -> parsePkcs8(pkcs8(RSA_ALGORITHM, key));
            case "EC PRIVATE KEY" -> parseSec1(key, curve);
            default -> throw new InvalidKeySpecException("the format '" + label + "' is not supported");
        };
    }

    private static PrivateKey parsePkcs8(byte[] key) throws GeneralSecurityException {
        GeneralSecurityException failure = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return usable(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key)));
            } catch (InvalidKeySpecException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** Java reads keys of more curves than it can sign with. */
    private static PrivateKey usable(PrivateKey key) throws GeneralSecurityException {
        if (key.getAlgorithm().equals("EC")) {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(new byte[1]);
            signature.sign();
        }
        return key;
    }

    private static PrivateKey parseSec1(byte[] key, byte[] curveBefore) throws GeneralSecurityException {
        try {
            ByteBuffer fields = ByteBuffer.wrap(content(ByteBuffer.wrap(key), SEQUENCE));
            byte[] version = content(fields, INTEGER);
            byte[] secret = content(fields, OCTET_STRING);
            boolean hasCurve = fields.hasRemaining() && (fields.get(fields.position()) & 0xff) == CURVE;
            byte[] curve = hasCurve ? content(fields, CURVE) : curveBefore;
            if (curve.length == 0) {
                throw new InvalidKeySpecException("it does not name its curve");
            }
            // Not all versions of Java accept the optional fields inside PKCS#8.
            byte[] required = encode(SEQUENCE, encode(INTEGER, version), encode(OCTET_STRING, secret));
            return parsePkcs8(pkcs8(join(EC_ALGORITHM, curve), required));
        } catch (BufferUnderflowException e) {
            throw new InvalidKeySpecException("it is incomplete", e);
        }
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return encode(SEQUENCE, encode(INTEGER, new byte[1]), encode(SEQUENCE, algorithm), encode(OCTET_STRING, key));
    }

    /** Reads one element, and returns its content. */
    private static byte[] content(ByteBuffer buffer, int tag) throws InvalidKeySpecException {
        int found = buffer.get() & 0xff;
        int length = buffer.get() & 0xff;
        if (length > SHORT_LENGTH) {
            byte[] bytes = new byte[length & SHORT_LENGTH];
            buffer.get(bytes);
            length = new BigInteger(1, bytes).intValue();
        }
        if (found != tag || length < 0 || length > buffer.remaining()) {
            throw new InvalidKeySpecException("it is damaged");
        }
        byte[] content = new byte[length];
        buffer.get(content);
        return content;
    }

    private static byte[] encode(int tag, byte[]... parts) {
        byte[] content = join(parts);
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length > SHORT_LENGTH) {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int sign = length[0] == 0 ? 1 : 0;
            element.write(SHORT_LENGTH + 1 + length.length - sign);
            element.write(length, sign, length.length - sign);
        } else {
            element.write(content.length);
        }
        element.writeBytes(content);
        return element.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
