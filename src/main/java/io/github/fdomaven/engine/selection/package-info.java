/** Selects the first engine that answers, and the adapter for it. */
package io.github.fdomaven.engine.selection;
