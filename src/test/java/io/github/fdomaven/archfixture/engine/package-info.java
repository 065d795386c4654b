/** Classes that break the architecture rules as part of the package engine. */
package io.github.fdomaven.archfixture.engine;
