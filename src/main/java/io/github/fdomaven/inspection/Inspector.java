package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;

/** Looks at images, and at their bases. */
public final class Inspector {

    private final ImageSource images;
    private final BaseCheck bases;

    /**
     * Creates it.
     *
     * @param images where images are looked at
     * @param bases compares a base with what it was
     */
    public Inspector(ImageSource images, BaseCheck bases) {
        this.images = images;
        this.bases = bases;
    }

    /**
     * Finds out all about an image. What cannot be known of its base, such as one in a registry that does not answer, is said
     * and no more: the image itself is what was asked for.
     *
     * @param image which
     * @return what is known of it
     * @throws FixableException if there is no such image, or it is not for us to see
     * @throws io.github.fdomaven.support.EnvironmentException if nobody can tell
     */
    public Inspection inspect(NamedImage image) {
        ImageDetails details = images.find(image).orElseThrow(() -> missing(image));
        try {
            return new Inspection(details, bases.check(details.labels()));
        } catch (FdoException e) {
            Optional<Digest> built = details.label(FdoLabels.BASE_DIGEST).flatMap(BaseCheck::digest);
            return new Inspection(
                    details, new BaseState.Unknown(details.label(FdoLabels.BASE_IMAGE), built, e.getMessage()));
        }
    }

    /**
     * Finds out whether the base of an image is still the same.
     *
     * @param image which
     * @return whether it is, which is unknown if there is no such image
     * @throws io.github.fdomaven.support.FdoException if the registry of the image or of its base refuses us, or does not answer
     */
    public CheckedBase checkBase(NamedImage image) {
        BaseState state = images.find(image)
                .map(details -> bases.check(details.labels()))
                .orElseGet(() -> new BaseState.Unknown(Optional.empty(), Optional.empty(), "there is no such image"));
        return new CheckedBase(image, state);
    }

    /**
     * {@return what is to be said of an image that is not there}
     *
     * @param image the image
     */
    public static FixableException missing(NamedImage image) {
        String advice = image.isUnnamed()
                ? "Check the reference: without a host it is an image of this project, and one of Docker Hub is written in"
                        + " full, as in docker.io/library/debian:bookworm."
                : "Build it by 'mvn fdo:build-image', or check its name.";
        return new FixableException("There is no image " + image.reference() + ". " + advice);
    }
}
