/** Classes that break the architecture rules as part of the package builder.plan. */
package io.github.fdomaven.archfixture.builder.plan;
