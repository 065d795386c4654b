/** The goals. No other package uses Maven's classes. */
package io.github.fdomaven.maven;
