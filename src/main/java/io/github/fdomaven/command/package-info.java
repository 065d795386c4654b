/** Runs a command in a container of an image, with the project's directory as the working directory. */
package io.github.fdomaven.command;
