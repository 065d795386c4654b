/** Classes for all packages: failures, secrets, work in parallel, values that are computed once, and small text formats. */
package io.github.fdomaven.support;
