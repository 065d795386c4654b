/** Executes a plan: copies images from registry to registry, and builds images in the engine and pushes them. */
package io.github.fdomaven.builder.execute;
