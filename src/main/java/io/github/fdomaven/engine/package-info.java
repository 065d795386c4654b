/**
 * The container engine as a port: images, containers and transfers. The adapters are in {@code engine.docker}; how an engine is
 * found and reached is in {@code engine.connection}.
 */
package io.github.fdomaven.engine;
