/** Classes that break the architecture rules as part of the package maven. */
package io.github.fdomaven.archfixture.maven;
