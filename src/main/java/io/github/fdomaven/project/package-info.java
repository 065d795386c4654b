/** The files of the user's project and cache, as a container gets to see them, and as it gives them back. */
package io.github.fdomaven.project;
