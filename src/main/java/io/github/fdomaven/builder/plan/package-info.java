/** Decides whether each image is skipped, copied or built, and why. Nothing is changed. */
package io.github.fdomaven.builder.plan;
