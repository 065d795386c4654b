/** Speaks to GitLab: triggers pipelines and asks how they are, and deletes the images of a project. */
package io.github.fdomaven.gitlab;
