/** Runs a command in an image, with the project's directory as its working directory. Knows engines as ports only. */
package io.github.fdomaven.command;
