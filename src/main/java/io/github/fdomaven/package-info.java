/** The fdo-maven-plugin. Its packages are layers: a package uses only those below it, in the order of ArchitectureRule. */
package io.github.fdomaven;
