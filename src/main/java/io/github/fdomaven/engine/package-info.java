/**
 * What we ask of a container engine, in our own words, and what is to be minded whoever asks: that transfers are tried again,
 * and that nothing stays behind. How an engine is spoken to is below this package.
 */
package io.github.fdomaven.engine;
