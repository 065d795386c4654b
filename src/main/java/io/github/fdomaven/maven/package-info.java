/** The goals, and all that knows Maven. */
package io.github.fdomaven.maven;
