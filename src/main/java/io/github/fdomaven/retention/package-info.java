/** Deletes images from registries: decides which tags are deleted, and deletes them through the registry or GitLab. */
package io.github.fdomaven.retention;
