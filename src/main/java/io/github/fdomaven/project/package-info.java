/** The files of the user's project, as the exec of an image gets to see them. */
package io.github.fdomaven.project;
