/** Engines that speak Docker's API, through docker-java, which nothing outside this package knows of. */
package io.github.fdomaven.engine.docker;
