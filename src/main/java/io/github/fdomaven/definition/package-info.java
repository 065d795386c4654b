/**
 * Images as the POM declares them: recipes, distributions and their package managers, image definitions, and the graph of all
 * images of a Maven build.
 */
package io.github.fdomaven.definition;
