/** Client of GitLab's API: triggers and reads pipelines, and lists and deletes images of a project. */
package io.github.fdomaven.gitlab;
