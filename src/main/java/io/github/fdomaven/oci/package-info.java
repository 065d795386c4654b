/** The names and documents of images: references, digests, platforms, manifests and configs, parsed and written.
 * A value that is not valid is refused with an IllegalArgumentException.
 *
 * <p>References, and what they consist of, have their own {@code equals} and {@code hashCode}: they are the keys of maps in each
 * run, and Java generates the methods of a record at their first call, which takes longer than the work of a short run.
 */
package io.github.fdomaven.oci;
