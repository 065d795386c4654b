/** Speaks to registries, by the distribution specification: asks for images, and copies them from one to another. */
package io.github.fdomaven.registry;
