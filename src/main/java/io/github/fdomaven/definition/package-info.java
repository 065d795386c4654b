/** Things that need each other, and the order that comes of it. */
package io.github.fdomaven.definition;
