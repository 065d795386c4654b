/** The files that a goal leaves behind for people, scripts and GitLab. */
package io.github.fdomaven.report;
