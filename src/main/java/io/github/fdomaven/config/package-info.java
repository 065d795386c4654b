/** Reads what the user has set, in the POM, by properties or by variables, and makes valid values of it. */
package io.github.fdomaven.config;
