/**
 * The port to the container engine: images, containers and transfers. The adapter is in {@code engine.docker}. Classes that
 * find and reach an engine are in {@code engine.connection}.
 */
package io.github.fdomaven.engine;
