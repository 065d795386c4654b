/** Authentication to registries: credentials and their sources, challenges and tokens. */
package io.github.fdomaven.registry.auth;
