/** Classes that break the architecture rules as part of the package builder. */
package io.github.fdomaven.archfixture.builder;
