package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;

/** A reference to a base image, as the user wrote it. */
public sealed interface BaseReference {

    /** {@return the text as the user wrote it} */
    String text();

    /**
     * Parses the reference of a base image.
     *
     * @param text a reference, with or without a host
     * @return the parsed reference
     * @throws IllegalArgumentException if the text is not a reference
     */
    static BaseReference parse(String text) {
        if (Reference.hasHost(text)) {
            return new Absolute(text, Reference.parse(text));
        }
        Reference.parse("localhost/" + text);
        return new Relative(text);
    }

    /**
     * {@return the full reference; without a host, the reference of an image below the project's repository}
     *
     * @param project the project's repository
     */
    Reference within(Repository project);

    /**
     * A reference with a host.
     *
     * @param text the text as the user wrote it
     * @param reference the full reference
     */
    record Absolute(String text, Reference reference) implements BaseReference {

        @Override
        public Reference within(Repository project) {
            return reference;
        }
    }

    /**
     * A reference without a host: an image of this project or of its registry.
     *
     * @param text the path with a tag or a digest
     */
    record Relative(String text) implements BaseReference {

        @Override
        public Reference within(Repository project) {
            return Reference.parse(project + "/" + text);
        }

        /**
         * {@return the full reference of an image at the top of a registry}
         *
         * @param host the registry's host
         */
        public Reference at(String host) {
            return Reference.parse(host + "/" + text);
        }
    }
}
