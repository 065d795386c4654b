/** Classes for all packages: failures, secrets, parallel work, values that are computed once, output in parts, small text formats. */
package io.github.fdomaven.support;
