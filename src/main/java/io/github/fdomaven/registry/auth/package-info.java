/** Who we are to a registry: credentials, and the places where they are looked for. */
package io.github.fdomaven.registry.auth;
