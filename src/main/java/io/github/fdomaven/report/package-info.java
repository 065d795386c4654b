/** Writes the reports of the goals: files for people, scripts and GitLab. */
package io.github.fdomaven.report;
