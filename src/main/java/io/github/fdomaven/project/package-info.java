/** The user's files: which belong to a project, how they get into a container, and what comes back from it. */
package io.github.fdomaven.project;
