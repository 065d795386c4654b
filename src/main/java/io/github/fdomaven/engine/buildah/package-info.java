/**
 * The adapter for the buildah program, which builds without privileges: programs run in a changed root directory, on the network of
 * this machine. There is no service. Each call starts the program.
 */
package io.github.fdomaven.engine.buildah;
