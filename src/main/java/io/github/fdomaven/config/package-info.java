/** Reads the user's settings from the POM, the properties and the environment, and turns them into valid values. */
package io.github.fdomaven.config;
