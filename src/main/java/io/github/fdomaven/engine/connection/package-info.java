/** Finds and reaches a container engine: on a Unix socket, a TCP port with or without TLS, over ssh, or a Podman that it starts. */
package io.github.fdomaven.engine.connection;
