/** The environment variables, and those that GitLab sets for its jobs. */
package io.github.fdomaven.ci;
