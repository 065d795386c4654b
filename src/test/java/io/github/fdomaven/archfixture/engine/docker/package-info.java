/** Classes that break the architecture rules as part of the package engine.docker. */
package io.github.fdomaven.archfixture.engine.docker;
