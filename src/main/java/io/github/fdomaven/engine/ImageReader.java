package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Digest;
import java.io.InputStream;
import java.util.Map;

/**
 * Receives the layers of an image, in the order in which the engine sends them.
 *
 * @param <T> what is made of a layer
 */
@FunctionalInterface
public interface ImageReader<T> {

    /**
     * Reads a layer to its end.
     *
     * @param layer the uncompressed layer, exactly as the engine has it. Reading its end fails with an
     *     {@link io.github.fdomaven.support.EnvironmentException} if it does not have the digest that the image names
     * @param size its size in bytes
     * @return what is made of it
     */
    T read(InputStream layer, long size);

    /**
     * What was read.
     *
     * @param config the content of the config, whose digest is the image ID
     * @param layers what was made of each layer, by the digest of the uncompressed layer
     * @param <T> what is made of a layer
     */
    @SuppressWarnings("ArrayRecordComponent") // The content is only passed on.
    record Content<T>(byte[] config, Map<Digest, T> layers) {}

    /** The engine does not give an image as it stores it. The message is the reason, as the end of a sentence. */
    final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        /** Creates an exception with the reason. */
        public UnreadableException(String message) {
            super(message);
        }
    }
}
