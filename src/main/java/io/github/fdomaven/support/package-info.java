/** The two kinds of failure: what the user can fix, and what broke around them. */
package io.github.fdomaven.support;
