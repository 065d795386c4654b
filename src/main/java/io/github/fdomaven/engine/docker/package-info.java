/** The adapter for engines that implement the Docker API, Docker and Podman. Only this package uses docker-java. */
package io.github.fdomaven.engine.docker;
