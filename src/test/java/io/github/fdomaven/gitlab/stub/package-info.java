/** A stub of GitLab's API for tests, and for trying the goals by hand. */
package io.github.fdomaven.gitlab.stub;
