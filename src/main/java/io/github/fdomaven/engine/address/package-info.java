/** Where an engine may be: what an address can say, and the order in which places are tried. Nothing connects here. */
package io.github.fdomaven.engine.address;
