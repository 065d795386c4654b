/** Decides whether an image is skipped, copied or built, and does it. Knows engines and registries as ports only. */
package io.github.fdomaven.builder;
