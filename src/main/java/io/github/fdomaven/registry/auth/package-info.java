/** Authentication to registries: credentials and their sources. */
package io.github.fdomaven.registry.auth;
