package io.github.fdomaven.oci;

import java.util.Set;

/** The media types of manifests that are understood. */
public final class MediaTypes {

    /** An image, as Docker has it. */
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** Images for several platforms, as Docker has them. */
    public static final String DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    /** An image, as the OCI has it. */
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** Images for several platforms, as the OCI has them. */
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    /** What an Accept header must hold for a registry to give out any of them as it is. */
    public static final String ACCEPT =
            String.join(", ", OCI_INDEX, OCI_MANIFEST, DOCKER_MANIFEST_LIST, DOCKER_MANIFEST);

    private static final Set<String> IMAGES = Set.of(DOCKER_MANIFEST, OCI_MANIFEST);
    private static final Set<String> INDEXES = Set.of(DOCKER_MANIFEST_LIST, OCI_INDEX);

    private MediaTypes() {}

    static boolean isImage(String mediaType) {
        return IMAGES.contains(mediaType);
    }

    /**
     * {@return whether it is that of an index of images}
     *
     * @param mediaType a media type
     */
    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }
}
