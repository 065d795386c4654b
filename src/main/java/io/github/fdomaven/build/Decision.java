package io.github.fdomaven.build;

/** What is to be done for an image, and why. */
public sealed interface Decision {

    /** {@return why, in words for the user} */
    String reason();

    /**
     * Nothing: the image is there.
     *
     * @param found the image
     * @param reason why
     */
    record Skip(StoredImage found, String reason) implements Decision {}

    /**
     * The image is copied from a repository that has it.
     *
     * @param source the image there
     * @param reason why
     */
    record Copy(StoredImage source, String reason) implements Decision {}

    /**
     * The image is built.
     *
     * @param reason why
     */
    record Build(String reason) implements Decision {}
}
