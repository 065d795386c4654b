/** What an image is called and made of: references, digests, manifests, platforms. Knows nothing of where images are. */
package io.github.fdomaven.oci;
