/** A GitLab for tests and for people who want to try the goals by hand. It answers as GitLab does, as far as we ask it. */
package io.github.fdomaven.gitlab.stub;
