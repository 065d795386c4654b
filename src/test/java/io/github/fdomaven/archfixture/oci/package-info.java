/** Classes that break the architecture rules as part of the package oci. */
package io.github.fdomaven.archfixture.oci;
