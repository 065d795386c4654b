/** Finds images that exist, in registries and in the engine, and describes them in one way. */
package io.github.fdomaven.store;
