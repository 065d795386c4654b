/** What we ask of a container engine, in our own words. How an engine is spoken to is below this package. */
package io.github.fdomaven.engine;
