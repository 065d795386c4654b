/** Inspects images, and compares their base images with those that they were built from. */
package io.github.fdomaven.inspection;
