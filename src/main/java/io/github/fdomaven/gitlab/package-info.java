/** Speaks to GitLab: triggers pipelines and asks how they are. */
package io.github.fdomaven.gitlab;
