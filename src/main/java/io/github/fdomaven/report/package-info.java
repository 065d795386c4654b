/** The files that a goal writes for people, scripts and GitLab. Nothing is decided here. */
package io.github.fdomaven.report;
