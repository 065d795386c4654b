/** Tells those who build on an image that it was rebuilt. */
package io.github.fdomaven.downstream;
