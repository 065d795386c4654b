package io.github.fdomaven.builder.execute;

import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A base image that is in the engine.
 *
 * @param reference the reference of the base image
 * @param image the base image in the engine
 * @param identity returns the digest of the base image or, if it is in no registry, its image ID; empty if neither is known. It
 *     waits for the push of the base image, and fails if the push fails
 */
record ResolvedBase(Reference reference, EngineImage image, Supplier<Optional<Digest>> identity) {}
