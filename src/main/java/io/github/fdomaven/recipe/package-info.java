/** What goes into an image, as immutable values, and the digest that changes whenever any of it does. */
package io.github.fdomaven.recipe;
