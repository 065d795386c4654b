/** Triggers and follows the pipelines of projects that depend on images of this project. */
package io.github.fdomaven.downstream;
