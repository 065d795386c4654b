/** The installed packages of an image: their list, how it is stored, and how versions of packages are compared. */
package io.github.fdomaven.packages;
