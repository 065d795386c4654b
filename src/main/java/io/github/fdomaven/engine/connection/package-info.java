/**
 * Finds and reaches a container engine: on a Unix socket, a TCP port with or without TLS, over ssh, a Podman that it starts, or
 * programs.
 */
package io.github.fdomaven.engine.connection;
