package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;

/** The image that another one is built FROM, as it was written. */
public sealed interface Base {

    /** {@return the text as it was written} */
    String text();

    /**
     * Reads the reference of a base.
     *
     * @param text a reference, with or without a host
     * @return the base
     * @throws IllegalArgumentException if the text is not a reference
     */
    static Base parse(String text) {
        return Reference.hasHost(text) ? new Absolute(text, Reference.parse(text)) : Relative.parse(text);
    }

    /**
     * A base that stands where its reference says.
     *
     * @param text the text as it was written
     * @param reference the full reference
     */
    record Absolute(String text, Reference reference) implements Base {}

    /**
     * A base without a host: an image of this project, or else of its registry.
     *
     * @param text the path with a tag or a digest
     */
    record Relative(String text) implements Base {

        private static Relative parse(String text) {
            Reference.parse("localhost/" + text);
            return new Relative(text);
        }

        /**
         * {@return the base's full reference, if it is an image of a project}
         *
         * @param project the project's repository
         */
        public Reference within(Repository project) {
            return Reference.parse(project + "/" + text);
        }

        /**
         * {@return the base's full reference, if it stands at the top of a registry}
         *
         * @param host the registry's host
         */
        public Reference at(String host) {
            return Reference.parse(host + "/" + text);
        }
    }
}
