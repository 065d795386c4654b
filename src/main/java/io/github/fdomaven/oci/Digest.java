package io.github.fdomaven.oci;

import io.github.fdomaven.support.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The digest of a content, which identifies it.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex the hash, in lower-case hexadecimal digits
 */
public record Digest(String algorithm, String hex) {

    private static final String SHA256 = "sha256";

    /** The algorithms of the image specification, with their number of digits. */
    private static final Map<String, Integer> LENGTHS = Map.of(SHA256, 64, "sha512", 128);

    private static final Map<String, String> JAVA_NAMES = Map.of(SHA256, "SHA-256", "sha512", "SHA-512");

    private static final int BUFFER_SIZE = 64 * 1024;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]*+");

    public Digest {
        Integer length = LENGTHS.get(algorithm);
        if (length == null || hex.length() != length || !HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    OneLine.quote(algorithm + ":" + hex) + " is not a digest: valid are sha256: with 64"
                            + " and sha512: with 128 lower-case hexadecimal digits.");
        }
    }

    /** Parses a digest, such as {@code sha256:…}. */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Digest(text, "") : new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /** {@return the SHA-256 digest of a content} */
    public static Digest sha256(byte[] content) {
        return new Digest(SHA256, hash(SHA256, content));
    }

    /**
     * {@return the SHA-256 digest of a content that may be too large for the memory}
     *
     * @throws IOException if the content cannot be read
     */
    public static Digest sha256(InputStream content) throws IOException {
        MessageDigest hash = newSha256();
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
            hash.update(buffer, 0, length);
        }
        return of(hash);
    }

    /** {@return a SHA-256 hash, for a content that is too large for the memory} */
    public static MessageDigest newSha256() {
        return newHash(SHA256);
    }

    /** {@return the digest of the content of a SHA-256 hash} This resets the hash. */
    public static Digest of(MessageDigest sha256) {
        return new Digest(SHA256, HexFormat.of().formatHex(sha256.digest()));
    }

    /** {@return whether this is a SHA-256 digest, by which an image is identified} */
    public boolean isSha256() {
        return algorithm.equals(SHA256);
    }

    /** {@return whether this is the digest of a content} */
    public boolean matches(byte[] content) {
        return hex.equals(hash(algorithm, content));
    }

    /** {@return a hash of the algorithm, for a content that is too large for the memory} */
    public MessageDigest newHash() {
        return newHash(algorithm);
    }

    /** {@return whether this is the digest of the content of a hash} This resets the hash. */
    public boolean matches(MessageDigest hash) {
        return hex.equals(HexFormat.of().formatHex(hash.digest()));
    }

    private static String hash(String algorithm, byte[] content) {
        return HexFormat.of().formatHex(newHash(algorithm).digest(content));
    }

    private static MessageDigest newHash(String algorithm) {
        try {
            return MessageDigest.getInstance(JAVA_NAMES.get(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java does not support " + algorithm + ".", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && algorithm.equals(that.algorithm) && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
