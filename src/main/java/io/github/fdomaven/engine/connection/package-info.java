/** The ways to engines: a socket, a port with or without TLS, ssh, or a Podman that is started first. */
package io.github.fdomaven.engine.connection;
