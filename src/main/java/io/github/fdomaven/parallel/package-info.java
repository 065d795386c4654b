/** Doing several things at a time. */
package io.github.fdomaven.parallel;
