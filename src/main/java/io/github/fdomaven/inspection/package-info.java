/** Inspects images, and checks whether their base images have changed since the build. */
package io.github.fdomaven.inspection;
