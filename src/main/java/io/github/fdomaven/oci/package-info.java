/** The names and documents of images: references, digests, platforms, manifests and configs, parsed and written. */
package io.github.fdomaven.oci;
