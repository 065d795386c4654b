/** The user's files: lists the files of a project, copies them into a container, and copies changed files back. */
package io.github.fdomaven.project;
