package io.github.fdomaven.oci;

import java.util.Set;

/** The media types of the supported manifests. */
public final class MediaTypes {

    /** An image in Docker's format. */
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** An index in Docker's format. */
    public static final String DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    /** An image in the OCI format. */
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** An index in the OCI format. */
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    /** A config in Docker's format. */
    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

    /** A config in the OCI format. */
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";

    /** A layer in Docker's format, compressed with gzip. */
    public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    /** A layer in the OCI format, compressed with gzip. */
    public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    /** A layer in Docker's format that is not compressed. The types of compressed layers begin with it. */
    public static final String DOCKER_PLAIN_LAYER = "application/vnd.docker.image.rootfs.diff.tar";

    /** A layer in the OCI format that is not compressed. The types of compressed layers begin with it. */
    public static final String OCI_PLAIN_LAYER = "application/vnd.oci.image.layer.v1.tar";

    /** The Accept header for all supported manifests: a registry converts what is not accepted. */
    public static final String ACCEPT =
            String.join(", ", OCI_INDEX, OCI_MANIFEST, DOCKER_MANIFEST_LIST, DOCKER_MANIFEST);

    private static final Set<String> IMAGES = Set.of(DOCKER_MANIFEST, OCI_MANIFEST);
    private static final Set<String> INDEXES = Set.of(DOCKER_MANIFEST_LIST, OCI_INDEX);

    private MediaTypes() {}

    static boolean isSupported(String mediaType) {
        return isImage(mediaType) || isIndex(mediaType);
    }

    static boolean isImage(String mediaType) {
        return IMAGES.contains(mediaType);
    }

    /** {@return whether a media type is that of an index} */
    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }
}
