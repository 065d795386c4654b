/** The names and documents of images: references, digests, platforms, manifests and configs, parsed and written.
 * A value that is not valid is refused with an IllegalArgumentException. */
package io.github.fdomaven.oci;
