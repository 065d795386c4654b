/**
 * The port to the container engine: images, containers and transfers. The adapters are in {@code engine.docker} and
 * {@code engine.buildah}. Classes that find and reach an engine are in {@code engine.connection}.
 */
package io.github.fdomaven.engine;
