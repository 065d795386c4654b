/** Deletes images that nobody wants any more: decides which, and does it. */
package io.github.fdomaven.retention;
