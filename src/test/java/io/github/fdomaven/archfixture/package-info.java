/** Classes that break the architecture rules. They show that each rule finds its violation. */
package io.github.fdomaven.archfixture;
